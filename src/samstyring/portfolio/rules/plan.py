"""How a plan stands against its baseline, and where the picture of it puts each thing. Pure functions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import InvalidInput, Stale

from ..errors import MilestoneDone
from ..models import Milestone

WIDTH, MARGIN, ROW, TOP = 360, 10, 40, 26
"""The picture, in its own units: its width, what is free at each side, the height of a row and of the years above."""


@dataclass(frozen=True)
class Row:
    """A milestone against the baseline: `slip` in days, None where the baseline does not have it."""

    milestone: Milestone
    baseline: date | None
    today: date

    @property
    def reached(self) -> date:
        """Return when it was reached, else when it is now thought to be."""
        return self.milestone.reached_on or self.milestone.due_on

    @property
    def is_point(self) -> bool:
        """Tell whether it is a decision point that is planned."""
        return self.milestone.kind == Milestone.Kind.DECISION

    @property
    def slip(self) -> int | None:
        """Return how many days later than the baseline; less than nothing is sooner."""
        return None if self.baseline is None else (self.reached - self.baseline).days

    @property
    def state(self) -> str:
        """Return done, late (its day is past), slipped (later than the baseline), or coming."""
        if self.milestone.reached_on:
            return "done"
        if self.milestone.due_on < self.today:
            return "late"
        return "slipped" if (self.slip or 0) > 0 else "coming"


@dataclass(frozen=True)
class Drawn:
    """A row of the picture: where its name, its line, and its two marks stand."""

    row: Row
    y: int
    text_y: int
    now: int
    was: int | None

    @property
    def left(self) -> int:
        """Return where the line between the two begins."""
        return min(self.now, self.was if self.was is not None else self.now)

    @property
    def length(self) -> int:
        """Return how long the line is."""
        return abs(self.now - self.was) if self.was is not None else 0

    @property
    def corners(self) -> str:
        """Return the corners of the mark that says when it is thought to be reached: a square for a decision point."""
        if self.row.is_point:
            left, right, top, foot = self.now - 6, self.now + 6, self.y - 6, self.y + 6
            return f"{left},{top} {right},{top} {right},{foot} {left},{foot}"
        return f"{self.now},{self.y - 7} {self.now + 7},{self.y} {self.now},{self.y + 7} {self.now - 7},{self.y}"


@dataclass(frozen=True)
class Picture:
    """The plan drawn: its height, the turns of the year with their places, today, and the rows."""

    height: int
    years: Sequence[tuple[int, int]]
    today: int | None
    rows: Sequence[Drawn]
    width: int = WIDTH


def picture(rows: Sequence[Row], today: date) -> Picture | None:
    """Place a plan in its picture; None where there is nothing to draw."""
    if not rows:
        return None
    days = [row.reached for row in rows] + [row.baseline for row in rows if row.baseline]
    first, last = min(days) - timedelta(days=15), max(days) + timedelta(days=15)

    def place(day: date) -> int:
        return MARGIN + round((WIDTH - 2 * MARGIN) * (day - first).days / (last - first).days)

    drawn = [
        Drawn(
            row=row,
            y=TOP + index * ROW + 26,
            text_y=TOP + index * ROW + 12,
            now=place(row.reached),
            was=place(row.baseline) if row.baseline else None,
        )
        for index, row in enumerate(rows)
    ]
    years = [(year, place(date(year, 1, 1))) for year in range(first.year + 1, last.year + 1)]
    here = place(today) if first <= today <= last else None
    return Picture(height=TOP + len(rows) * ROW + 6, years=years, today=here, rows=drawn)


def checked(values: Mapping[str, Any], points: Collection[str]) -> dict[str, Any]:
    """Return what is said of a milestone, checked: a deliverable says what it takes, and who accepts it.

    `points` are the keys of the decision points that a planned one can be tied to. Where nothing is said of that, a
    decision point stays tied as it is. Raises InvalidInput.
    """
    said = {name: str(values.get(name) or "").strip() for name in ("name", "kind", "criteria", "accepted_by", "point")}
    errors: dict[str, Any] = {}
    if not said["name"]:
        errors["name"] = _("Write what is reached or delivered.")
    if said["kind"] not in Milestone.Kind.values:
        errors["kind"] = _("Choose one.")
    if said["kind"] == Milestone.Kind.DELIVERABLE:
        if not said["criteria"]:
            errors["criteria"] = _("Write what it takes to be accepted.")
        if not said["accepted_by"]:
            errors["accepted_by"] = _("Write who accepts it.")
    if said["point"] and said["kind"] != Milestone.Kind.DECISION:
        errors["point"] = _("Only a decision point is tied to one of the project model.")
    elif said["point"] and said["point"] not in points:
        errors["point"] = _("The project model does not have this decision point.")
    if not values.get("due_on"):
        errors["due_on"] = _("Write the day.")
    if errors:
        raise InvalidInput(errors)
    if said["kind"] == Milestone.Kind.DECISION and "point" not in values:
        del said["point"]
    return {**said, "due_on": values["due_on"]}


def require_open_milestone(milestone: Milestone, revision: int | None, passed_on: date | None) -> None:
    """Refuse to change one that is reached or taken out, or on an older revision. Raises MilestoneDone, Stale.

    `passed_on`: when the decision point that it is tied to was passed.
    """
    if milestone.done_on is not None or passed_on is not None or milestone.removed_at is not None:
        raise MilestoneDone
    if revision is not None and revision != milestone.revision:
        raise Stale(milestone)


def as_proposed(milestones: Iterable[Milestone]) -> list[dict[str, Any]]:
    """Return the plan's days as a case that proposes them as the new baseline holds them."""
    return [
        {"sequence": row.sequence, "name": row.name, "due_on": (row.reached_on or row.due_on).isoformat()}
        for row in milestones
    ]
