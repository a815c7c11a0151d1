"""What stands in someone's own calendar: each floor tells what of its own the reader may see and has to do with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samstyring.kernel.actors import Actor
from samstyring.kernel.registry import Registry

from .calendar import Entry

BACK, AHEAD = timedelta(days=90), timedelta(days=550)


@dataclass(frozen=True)
class Span:
    """What a calendar shows: the days [start, until), and, where `body` is a key, the yearly plan of that body alone."""

    start: date
    until: date
    body: str = ""


def span_around(today: date, body: str = "") -> Span:
    """Return the days around one that a subscribed calendar shows: three months back, and a year and a half ahead."""
    return Span(today - BACK, today + AHEAD, body)


Source = Callable[[Actor, Span], Sequence[Entry]]
sources: Registry[Source] = Registry("what stands in calendars")


def entries_for(actor: Actor, today: date, body: str = "") -> list[Entry]:
    """Return what stands in a reader's calendar, or in one body's yearly plan. A fixed number of SQL statements each."""
    span = span_around(today, body)
    return [entry for source in sources for entry in source(actor, span)]
