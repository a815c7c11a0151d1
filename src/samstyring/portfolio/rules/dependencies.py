"""How what a project waits for stands, and that projects do not wait for each other in a ring. Pure functions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import InvalidInput, Stale

from ..errors import DependencyEnded
from ..models import Dependency

MET, ON_TIME, LATE, PAUSED, STOPPED, UNKNOWN = "met", "on_time", "late", "paused", "stopped", "unknown"
WARNING = (LATE, PAUSED, STOPPED)
Key = TypeVar("Key")


@dataclass(frozen=True)
class Given:
    """How what is waited for stands: done (and when, where that is known), else when it is thought to be, and what holds it up."""

    done: bool = False
    done_on: date | None = None
    expected_on: date | None = None
    stopped: bool = False
    paused: bool = False


@dataclass(frozen=True)
class Stand:
    """How a dependency stands: `day` is when it was met, or is thought to be; `late` how many days after it is needed."""

    kind: str
    day: date | None = None
    late: int = 0

    @property
    def warns(self) -> bool:
        """Tell whether whoever waits must know of it."""
        return self.kind in WARNING


def stand(needed_on: date, given: Given, today: date) -> Stand:
    """Return how a dependency stands today. What is not done comes no sooner than today, whatever its plan says.

    Where no day is known, it is late from the day after it was needed.
    """
    if given.done or given.done_on is not None:
        return Stand(MET, given.done_on)
    if given.stopped:
        return Stand(STOPPED)
    expected = max(given.expected_on, today) if given.expected_on else None
    earliest = expected or today
    if earliest > needed_on:
        return Stand(LATE, expected, (earliest - needed_on).days)
    if given.paused:
        return Stand(PAUSED, expected)
    return Stand(ON_TIME, expected) if expected else Stand(UNKNOWN)


def ring(edges: Iterable[tuple[Key, Key]], waits: Key, waits_for: Key) -> Sequence[Key]:
    """Return the ring that would close if one waited for another: the way from that other back to the one, or nothing.

    `edges` are pairs of who waits and whom for, without rings.
    """
    after: dict[Key, list[Key]] = {}
    for one, other in edges:
        after.setdefault(one, []).append(other)
    came_from: dict[Key, Key | None] = {waits_for: None}
    todo = [waits_for]
    while todo:
        here = todo.pop()
        if here == waits:
            way: list[Key] = []
            step: Key | None = here
            while step is not None:
                way.append(step)
                step = came_from[step]
            return way[::-1]
        for following in after.get(here, []):
            if following not in came_from:
                came_from[following] = here
                todo.append(following)
    return []


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is needed and by when. Raises InvalidInput."""
    what = " ".join(str(values.get("what") or "").split())[:300]
    errors: dict[str, Any] = {}
    if not what:
        errors["what"] = _("Write what the project needs.")
    if not values.get("needed_on"):
        errors["needed_on"] = _("Write the day.")
    if errors:
        raise InvalidInput(errors)
    return {"what": what, "needed_on": values["needed_on"]}


def require_standing(dependency: Dependency, revision: int | None = None) -> None:
    """Refuse to change one that is ended, or on an older revision. Raises DependencyEnded, Stale."""
    if dependency.ended_at is not None:
        raise DependencyEnded
    if revision is not None and revision != dependency.revision:
        raise Stale(dependency)
