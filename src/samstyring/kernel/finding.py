"""Finding words in texts, capital letters aside: ØYGARDEN finds Øygarden on both databases.

`icontains` does so for the letters A to Z only on SQLite, and on PostgreSQL as the locale of the database has it. The
lookup `holds` asks SQLite by Python's own rules and PostgreSQL by Unicode's, whatever the locale.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, TextField
from django.db.models.lookups import Contains

_FOLDED = "samstyring_folded"


def _folded(text: str | None) -> str | None:
    return text if text is None else text.lower()


def watch(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Teach a new SQLite connection small letters; connected to Django's `connection_created`."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(_FOLDED, 1, _folded, deterministic=True)


@CharField.register_lookup
@TextField.register_lookup
class Holds(Contains):
    """`title__holds="øygarden"`: the text holds the words, in capital letters or small."""

    lookup_name = "holds"

    def __init__(self, lhs: Any, rhs: Any) -> None:
        """Look for the words in small letters."""
        super().__init__(lhs, rhs.lower() if isinstance(rhs, str) else rhs)

    def process_lhs(self, compiler: Any, connection: Any, lhs: Any = None) -> Any:
        """Return the text in small letters."""
        text, parameters = super().process_lhs(compiler, connection, lhs)
        if connection.vendor == "sqlite":
            return f"{_FOLDED}({text})", parameters
        return f'LOWER(({text}) COLLATE "und-x-icu")', parameters

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        """Return how the words are compared, `%` and `_` taken as they stand."""
        return str(connection.operators["contains"] % rhs)
