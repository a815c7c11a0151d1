"""Grouping: rows that have something in common stand together, under a heading that says it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Grouping:
    """What rows can be grouped by. It is a parameter of the address, and goes before the sorting.

    `by` is the field that they are ordered by, which `read` may add to the queryset; `words` says what a row's group is
    (rows that say the same stand together), and reads what the table has read for its rows.
    """

    name: str
    label: Any
    by: str
    words: Callable[[Any], Any]
    read: Callable[[Any], Any] | None = None
