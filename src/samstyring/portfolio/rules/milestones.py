"""How the milestones that were kept with a status report stand against their baseline. Pure functions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .plan import Row


@dataclass(frozen=True)
class Kept:
    """A milestone as a report kept it: when it was thought to be reached that day, and when by the baseline."""

    name: str
    due: date
    baseline: date | None
    done: date | None

    @property
    def reached(self) -> date:
        """Return when it was reached, else when it was thought to be."""
        return self.done or self.due

    @property
    def slip(self) -> int | None:
        """Return how many days later than the baseline; None where the baseline does not have it."""
        return None if self.baseline is None else (self.reached - self.baseline).days


@dataclass(frozen=True)
class KeptPlan:
    """A project's plan as a report kept it, on a day."""

    rows: Sequence[Kept]
    on: date

    def __bool__(self) -> bool:
        return bool(self.rows)

    @property
    def done(self) -> int:
        """Return how many were reached."""
        return sum(row.done is not None for row in self.rows)

    @property
    def next(self) -> Kept | None:
        """Return the first that was not reached."""
        return min((row for row in self.rows if not row.done), key=lambda row: row.due, default=None)

    @property
    def last(self) -> Kept | None:
        """Return the one that comes last: it tells how late the whole is."""
        return max(self.rows, key=lambda row: row.reached, default=None)

    @property
    def late(self) -> Sequence[Kept]:
        """Return those whose day was past and that were not reached."""
        return [row for row in self.rows if not row.done and row.due < self.on]


def to_keep(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return a plan as a report keeps it."""
    return [
        {
            "name": row.milestone.name,
            "due": row.milestone.due_on.isoformat(),
            "baseline": row.baseline.isoformat() if row.baseline else None,
            "done": row.milestone.reached_on.isoformat() if row.milestone.reached_on else None,
        }
        for row in rows
    ]


def kept_plan(rows: Iterable[Mapping[str, Any]], on: date) -> KeptPlan:
    """Return what a report kept of the plan, by day."""
    found = [Kept(row["name"], _day(row["due"]) or on, _day(row["baseline"]), _day(row["done"])) for row in rows]
    return KeptPlan(sorted(found, key=lambda row: row.reached), on)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
