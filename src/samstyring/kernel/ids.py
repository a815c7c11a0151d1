"""Public identifiers: UUID version 7 (RFC 9562), ordered by time and not guessable."""

from uuid import UUID

import uuid_utils.compat


def uuid7() -> UUID:
    """Return a new UUIDv7 as a standard library UUID."""
    return uuid_utils.compat.uuid7()
