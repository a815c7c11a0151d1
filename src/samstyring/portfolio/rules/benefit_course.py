"""A benefit drawn over time: the straight line that it is to follow, and what was measured. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from .benefits import Course

WIDTH, HEIGHT = 400, 206
LEFT, RIGHT, TOP, BOTTOM = 10, 390, 30, 156
OVER, UNDER = -11, 20
"""Where the words of a figure stand: over its dot, or under it."""
CROWDED = 130
"""How near each other two figures stand whose words would run together."""


class Measured(Protocol):
    """What was measured on a day."""

    measured_on: date
    value: Decimal


@dataclass(frozen=True)
class Dot:
    """A figure of a day, in the picture's units. `label_y` is where its words stand, `end` whether they end there."""

    x: float
    y: float
    on: date
    value: Decimal
    label_y: float
    end: bool = False


@dataclass(frozen=True)
class CoursePicture:
    """The picture: from where the line goes to where, the measurements in order, and today if it is within."""

    start: Dot
    goal: Dot
    measured: Sequence[Dot]
    today: float | None
    width: int = WIDTH
    height: int = HEIGHT
    bottom: int = BOTTOM

    @property
    def last(self) -> Dot | None:
        """Return the latest measurement, its words on the other side of it where those of the target stand beside."""
        if not self.measured:
            return None
        dot = self.measured[-1]
        other = OVER if dot.label_y > dot.y else UNDER
        return replace(dot, label_y=dot.y + other) if abs(self.goal.x - dot.x) < CROWDED else dot

    @property
    def way(self) -> str:
        """Return the points of the measured line, from the baseline on."""
        return " ".join(f"{dot.x:.1f},{dot.y:.1f}" for dot in (self.start, *self.measured))


def course_picture(course: Course, measurements: Iterable[Measured], today: date) -> CoursePicture:
    """Return a benefit's course, wide enough for what was measured after its last day. Nothing is drawn outside."""
    rows = sorted(
        (row for row in measurements if row.measured_on >= course.baseline_on), key=lambda row: row.measured_on
    )
    last_day = max([course.due_on, *(row.measured_on for row in rows)])
    figures = [course.baseline, course.target, *(row.value for row in rows)]
    low, high = min(figures), max(figures)
    days = (last_day - course.baseline_on).days
    beside = OVER if course.target > course.baseline else UNDER  # the line comes from the other side

    def dot(on: date, value: Decimal) -> Dot:
        x = LEFT + (RIGHT - LEFT) * (on - course.baseline_on).days / days
        y = BOTTOM - (BOTTOM - TOP) * float((value - low) / (high - low))
        return Dot(round(x, 1), round(y, 1), on, value, round(y + beside, 1), end=x > WIDTH / 2)

    begins = dot(course.baseline_on, course.baseline)
    within = course.baseline_on <= today <= last_day
    return CoursePicture(
        start=replace(begins, label_y=begins.y + (UNDER if beside == OVER else OVER)),
        goal=dot(course.due_on, course.target),
        measured=[dot(row.measured_on, row.value) for row in rows],
        today=dot(today, low).x if within else None,
    )
