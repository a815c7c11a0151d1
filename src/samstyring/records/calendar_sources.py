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
    """The days that a calendar shows: [start, until)."""

    start: date
    until: date


def span_around(today: date) -> Span:
    """Return the days around one that a subscribed calendar shows: three months back, and a year and a half ahead."""
    return Span(today - BACK, today + AHEAD)


Source = Callable[[Actor, Span], Sequence[Entry]]
sources: Registry[Source] = Registry("what stands in calendars")


def entries_for(actor: Actor, today: date) -> list[Entry]:
    """Return what stands in a reader's calendar, a fixed number of SQL statements for each source."""
    span = span_around(today)
    return [entry for source in sources for entry in source(actor, span)]
