"""A file beside what is here, row by row: what would be new, what would change, what stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from samstyring.records.registry import Problem


class ComparedRow(Protocol):
    """A row of a file beside what it is about."""

    @property
    def is_new(self) -> bool:
        """Tell whether what it is about is not here."""

    @property
    def is_changed(self) -> bool:
        """Tell whether it says something new of what is here."""


R = TypeVar("R", bound=ComparedRow)


@dataclass(frozen=True)
class Comparison(Generic[R]):
    """A file beside what is here: its rows, everything that is wrong in it, and what it does not name (`left`)."""

    rows: Sequence[R]
    problems: Sequence[Problem]
    left: Sequence[Any]

    @property
    def new(self) -> list[R]:
        """Return the rows about what is not here."""
        return [row for row in self.rows if row.is_new]

    @property
    def changed(self) -> list[R]:
        """Return the rows that say something new of what is here."""
        return [row for row in self.rows if row.is_changed]

    @property
    def same(self) -> int:
        """Return how many rows say nothing new."""
        return len(self.rows) - len(self.new) - len(self.changed)

    @property
    def to_write(self) -> list[R]:
        """Return the rows that would be written."""
        return [*self.new, *self.changed]
