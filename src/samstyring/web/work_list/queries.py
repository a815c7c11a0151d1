"""Everything that the agreement, mandates, decisions and the calendar require, with date, state and person (SE-4a)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.keeping import book
from samstyring.records.calendar import Entry, collection
from samstyring.ui import formats
from samstyring.ui.worklist import KINDS, Waiting, all_that_waits

SOON = timedelta(days=14)
FOLLOWS_UP = ("secretariat_leader", "secretariat")
STATES = ("late", "soon", "later", "undated", "done")
_ORDER = {state: place for place, state in enumerate(STATES)}


@dataclass(frozen=True)
class Task:
    """A line of the work list. `state` is one of STATES, `days` how many days it is overdue."""

    key: str
    heading: str
    url: str
    text: str
    clause: str
    deadline: date | None
    who: str
    kind: str
    state: str
    days: int = 0

    @property
    def kind_words(self) -> Any:
        """Return the kind in words."""
        return KINDS.get(self.kind, KINDS["other"])


def may_read(actor: Actor) -> bool:
    """Tell whether the actor follows up everything: the secretariat."""
    return actor.has_role(*FOLLOWS_UP)


def work_list(*, by: Actor, today: date) -> list[Task]:
    """Return the whole list, what is late first, no date last, what is in place at the end. Raises NotThere.

    A fixed number of SQL statements, whatever waits. What each source told is kept until an act writes something that it
    read.
    """
    if not may_read(by):
        raise NotThere
    with book("work list", by.reach, today, get_language()) as kept:
        return list(kept.share("tasks", lambda: _tasks(by, today)))


def _tasks(by: Actor, today: date) -> tuple[Task, ...]:
    tasks = [_task(item, today) for item in all_that_waits(by, today)]
    return tuple(sorted(tasks, key=lambda task: _ORDER[task.state]))


def _task(item: Waiting, today: date) -> Task:
    return Task(
        key=item.key or item.url,
        heading=item.heading,
        url=item.url,
        text=item.text,
        clause=item.clause,
        deadline=item.deadline,
        who=item.who or _("the secretariat"),
        kind=item.kind or "other",
        state=_state(item, today),
        days=max(0, (today - item.deadline).days) if item.deadline and not item.done else 0,
    )


def _state(item: Waiting, today: date) -> str:
    if item.done:
        return "done"
    if item.broken or (item.deadline is not None and item.deadline < today):
        return "late"
    if item.deadline is None:
        return "undated"
    return "soon" if item.deadline <= today + SOON else "later"


def as_calendar(tasks: Sequence[Task], *, at: datetime, host: str) -> bytes:
    """Return the dated tasks as the bytes of an .ics file, each a whole day."""
    name = _("Work list, %(cooperation)s") % {"cooperation": charter.cooperation().name}
    entries = [
        Entry(
            uid=f"{task.key}@samstyring",
            summary=task.heading,
            starts=task.deadline,
            ends=task.deadline + timedelta(days=1),
            description="\n".join(part for part in (task.who, task.text, f"{host}{task.url}") if part),
        )
        for task in tasks
        if task.deadline is not None and task.state != "done"
    ]
    return collection(entries, name=name, stamp=at, language=formats.language())
