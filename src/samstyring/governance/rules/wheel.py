"""The year as a wheel: where each thing stands on it. Pure geometry in a picture of 400 × 400; the words are beside it.

January begins at the top, and the year goes with the clock. Meetings are circles on the outer ring, deadlines diamonds
on the next, themes arcs on the inner one; each carries the number that it has in the list.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, pi, sin

CENTRE = 200.0
RIM, HUB = (196.0, 168.0), (166.0, 34.0)  # the ring of months, and the field inside it: outer and inner radius
MEETING, DEADLINE, THEME = "meeting", "deadline", "theme"
LANES = {MEETING: (150.0, 128.0), DEADLINE: (118.0, 94.0), THEME: (72.0, 52.0)}
"""The radii at which each shape stands. A second one is used where two would cover each other."""
MARK = 11.0
SHORTEST_ARC = 0.08


@dataclass(frozen=True)
class Item:
    """Something in the year: its number in the list, its days, and its shape."""

    number: int
    day: date
    last_day: date | None
    shape: str


@dataclass(frozen=True)
class Month:
    """A month of the rim: its outline, and where its name stands."""

    number: int
    path: str
    x: str
    y: str


@dataclass(frozen=True)
class Mark:
    """An item drawn: the number's place, the outline (empty for a circle), and the shape."""

    number: int
    shape: str
    x: str
    y: str
    path: str


@dataclass(frozen=True)
class Wheel:
    """A year, drawn. `gaps` are the outlines of quarters without a meeting; `hand` the line of today, if it is in it."""

    year: int
    months: Sequence[Month]
    gaps: Sequence[str]
    marks: Sequence[Mark]
    hand: str


def wheel(year: int, items: Sequence[Item], gaps: Collection[int], today: date) -> Wheel:
    """Draw a year. `gaps` are the numbers of the quarters in which no meeting is planned."""
    months = []
    for number in range(1, 13):
        first, until = date(year, number, 1), _month_after(year, number)
        x, y = _point((_angle(first) + _angle(until, year)) / 2, sum(RIM) / 2)
        months.append(Month(number, _sector(_angle(first), _angle(until, year), *RIM), x, y))
    quarters = [
        _sector(_angle(date(year, 3 * number - 2, 1)), _angle(_month_after(year, 3 * number), year), *HUB)
        for number in sorted(gaps)
    ]
    hand = ""
    if today.year == year:
        (x1, y1), (x2, y2) = _point(_angle(today), HUB[1]), _point(_angle(today), RIM[1])
        hand = f"M{x1} {y1}L{x2} {y2}"
    return Wheel(year, months, quarters, _marks(items), hand)


def _marks(items: Sequence[Item]) -> list[Mark]:
    """Place the items, each in the first lane of its shape where it covers none that is placed."""
    reached: dict[tuple[str, float], float] = {}
    marks = []
    for item in sorted(items, key=lambda item: (item.day, item.number)):
        start = _angle(item.day)
        end = _angle((item.last_day or item.day) + timedelta(days=1), item.day.year)
        lanes = LANES[item.shape]
        free = (r for r in lanes if start - MARK / r >= reached.get((item.shape, r), -1.0))
        radius = next(free, lanes[-1])
        if item.shape == THEME:
            end = max(end, start + SHORTEST_ARC)
        middle = (start + end) / 2 if item.shape == THEME else start
        reached[item.shape, radius] = max(end, middle + MARK / radius)
        x, y = _point(middle, radius)
        marks.append(Mark(item.number, item.shape, x, y, _outline(item.shape, start, end, radius, middle)))
    return marks


def _outline(shape: str, start: float, end: float, radius: float, middle: float) -> str:
    if shape == THEME:
        (x1, y1), (x2, y2) = _point(start, radius), _point(end, radius)
        return f"M{x1} {y1}A{radius:g} {radius:g} 0 {int(end - start > pi)} 1 {x2} {y2}"
    if shape == DEADLINE:
        x, y = (float(each) for each in _point(middle, radius))
        side = MARK * 1.25
        return f"M{x:.1f} {y - side:.1f}L{x + side:.1f} {y:.1f}L{x:.1f} {y + side:.1f}L{x - side:.1f} {y:.1f}Z"
    return ""


def _month_after(year: int, number: int) -> date:
    return date(year + 1, 1, 1) if number == 12 else date(year, number + 1, 1)


def _angle(day: date, year: int | None = None) -> float:
    """Return the angle from the top, with the clock, at which a day of a year begins."""
    first = date(year or day.year, 1, 1)
    return 2 * pi * (day - first).days / (date(first.year + 1, 1, 1) - first).days


def _point(angle: float, radius: float) -> tuple[str, str]:
    return f"{CENTRE + radius * sin(angle):.1f}", f"{CENTRE - radius * cos(angle):.1f}"


def _sector(start: float, end: float, outer: float, inner: float) -> str:
    (a, b), (c, d) = _point(start, outer), _point(end, outer)
    (e, f), (g, h) = _point(end, inner), _point(start, inner)
    return f"M{a} {b}A{outer:g} {outer:g} 0 0 1 {c} {d}L{e} {f}A{inner:g} {inner:g} 0 0 0 {g} {h}Z"
