"""Writing rows in bulk, for the modules that fill the bench."""

from collections.abc import Sequence
from typing import Any

from samstyring.parties.names import search_key, sort_key


def store(rows: Sequence[Any]) -> None:
    """Write rows of one model in bulk, with the names' keys where they have a name."""
    for row in rows:
        if hasattr(row, "sort_key"):
            row.sort_key, row.search_key = sort_key(row.name), search_key(row.name)
    type(rows[0]).objects.bulk_create(rows, batch_size=2_000)
