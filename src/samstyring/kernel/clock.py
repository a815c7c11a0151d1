"""The clock that acts are dated by.

A demo runs with its clock moved to another day; from there it goes on ticking. The offset is stored when the
installation is founded. Sessions, tokens, jobs and rate limits use the machine's own time instead.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from .noting import note_time_of_day

OSLO = ZoneInfo("Europe/Oslo")

_offset: timedelta | None = None
_unasked: ContextVar[bool] = ContextVar("samstyring_clock_unasked", default=False)


class Asked(RuntimeError):
    """The clock was asked for by what must be the same whenever it is worked out."""


def offset() -> timedelta:
    """Return how far this installation's clock stands from the machine's. Zero before founding."""
    global _offset
    if _offset is None:
        from .models import Installation

        seconds = Installation.objects.values_list("clock_offset_seconds", flat=True).first()
        if seconds is None:
            return timedelta(0)
        _offset = timedelta(seconds=seconds)
    return _offset


def forget_offset() -> None:
    """Read the offset anew at the next question (the installation was founded, or another database is in use)."""
    global _offset
    _offset = None


def now() -> datetime:
    """Return the instant that an act done now is dated by (aware, UTC)."""
    note_time_of_day()
    return instant()


def instant() -> datetime:
    """Return the same for what does not depend on the time of day. Raises Asked within `unasked`."""
    if _unasked.get():
        raise Asked
    return timezone.now() + offset()


def today() -> date:
    """Return today's date in Norway by the installation's clock."""
    return local_date(instant())


def local_date(instant: datetime) -> date:
    """Return the date in Norway on which an instant falls."""
    return instant.astimezone(OSLO).date()


@contextmanager
def unasked() -> Iterator[None]:
    """Refuse, until the block ends, to tell the time."""
    token = _unasked.set(True)
    try:
        yield
    finally:
        _unasked.reset(token)


@contextmanager
def standing_at(instant: datetime) -> Iterator[None]:
    """Let the clock stand at an instant and go on ticking from there, for as long as a demo tells what came before."""
    global _offset
    before, _offset = _offset, instant - timezone.now()
    try:
        yield
    finally:
        _offset = before
