"""Where a roadmap puts each thing: a time axis that all projects share. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

WIDTH = 720
"""How wide the axis is, in the picture's own units."""


@dataclass(frozen=True)
class Axis:
    """The time that a roadmap shows, from a day until another."""

    first: date
    until: date

    def place(self, day: date) -> int:
        """Return where a day stands, at the edge where it is outside."""
        share = (day - self.first).days / (self.until - self.first).days
        return round(WIDTH * min(1.0, max(0.0, share)))

    def holds(self, day: date) -> bool:
        """Tell whether a day is in it."""
        return self.first <= day < self.until

    @cached_property
    def turns(self) -> Sequence[tuple[date, int]]:
        """Return the first day of each half-year in it, with its place."""
        days = [date(year, month, 1) for year in range(self.first.year, self.until.year + 1) for month in (1, 7)]
        return [(day, self.place(day)) for day in days if self.holds(day)]

    def runs_past(self, first: date, last: date) -> tuple[bool, bool]:
        """Tell whether a time begins before the axis, and whether it ends after it; both days are in the time."""
        return first < self.first or last < self.first, last >= self.until or first >= self.until

    def stretch(self, first: date, last: date) -> tuple[int, int] | None:
        """Return where a time begins and how long it is, at least a little; None where none of it is shown."""
        if last < self.first or first >= self.until:
            return None
        begins = self.place(first)
        return begins, max(2, self.place(last) - begins)


def axis_from(first: date, years: int) -> Axis:
    """Return the axis of so many years from the first day of a half-year."""
    begins = date(first.year, 1 if first.month < 7 else 7, 1)
    return Axis(begins, begins.replace(year=begins.year + years))
