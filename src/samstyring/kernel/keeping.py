"""Keeping what was worked out for as long as it holds, between pages and between processes.

An outcome is kept beside the tables that were read for it (`noting`) and the marks that they bore. Each act gives the
tables that it wrote new marks, in its own transaction; so does a job that notes how a letter fared. What is kept holds
while all its tables bear the same marks, so it is never older than the last act, and an act has worked out
anew only what read something that it wrote.

    with book("conformance", on, get_language()) as kept:
        finding = kept.ask("charter.term", lambda: work_out(...))

What else an outcome depends on (the day, the language, and *the reader*, with all that decides what they may read)
belongs in the name of the book or of the part. What asked for the time of day, or read a table that is written outside
acts and not marked (`marked_outside_acts`), holds for a minute. Within an act nothing is kept.
"""

import functools
import hashlib
import logging
import pickle
import platform
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

import django
from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from . import acts, clock, reading
from .holding import held
from .marks import ALL, Marks, mark_of, marks
from .noting import Noted, current, noting

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
logger = logging.getLogger(__name__)
PASSES = timedelta(minutes=1)
SECONDS = 26 * 3600
"""How long a book lies unused: what it holds is of one day."""


@dataclass(frozen=True)
class Outcome:
    """Something that was worked out, pickled: each who asks has a copy that nobody else has touched."""

    blob: bytes
    marks: Marks
    passing: bool
    made: datetime

    def holds(self, marks: Marks, now: datetime) -> bool:
        """Tell whether nothing that it rests on has been written since."""
        if self.passing and not self.made <= now < self.made + PASSES:
            return False
        return all(mark_of(table, marks) == mark for table, mark in self.marks.items())


@dataclass
class Book:
    """Outcomes under one name. Without marks nothing is kept."""

    marks: Marks
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    changed: bool = False

    def ask(self, part: str, work_out: Callable[[], T], *, passing: bool = True) -> T:
        """Return what is kept for a part, or work it out and keep it: without `passing` only what acts alone change."""
        if not self.marks:
            return work_out()
        found, value = self._find(part, _copy)
        return cast(T, value) if found else self._work_out(part, work_out, passing=passing)

    def share(self, part: str, work_out: Callable[[], T]) -> T:
        """Return what is kept for a part, or work it out: the very same for all who ask in this process.

        For what is long and cannot be changed: a tuple of frozen rows. To make a copy of it takes longer than the page.
        """
        if not self.marks:
            return work_out()
        found, value = self._find(part, shared.value_of)
        return cast(T, value) if found else self._work_out(part, work_out)

    def _find(self, part: str, value_of: Callable[[bytes], object]) -> tuple[bool, object]:
        found = self.outcomes.get(part)
        if found is None or not found.holds(self.marks, clock.instant()):
            return False, None
        if (outer := current()) is not None:
            outer.add(Noted(set(found.marks), found.passing))
        return True, value_of(found.blob)

    def _work_out(self, part: str, work_out: Callable[[], T], *, passing: bool = True) -> T:
        now = clock.instant()
        with noting() as noted:
            value = work_out()
            blob = pickle.dumps(value)
        if noted.passing and not passing:
            return value
        borne = {table: mark_of(table, self.marks) for table in sorted(noted.tables)}
        self.outcomes[part] = Outcome(blob, borne, noted.passing, now)
        self.changed = True
        return value


def _copy(blob: bytes) -> object:
    value: object = pickle.loads(blob)  # noqa: S301  # our own, from the data folder
    return value


class Shared:
    """What was unpickled once for all who ask in this process, the least lately asked for let go of first."""

    def __init__(self, most: int) -> None:
        """Hold at most so many bytes, as they are pickled; unpickled they are some three times as many."""
        self._most = most
        self._values: OrderedDict[bytes, object] = OrderedDict()
        self._lock = Lock()

    def value_of(self, blob: bytes) -> object:
        """Return what is pickled. What alone is more than may be held is made anew each time, and displaces nothing."""
        with self._lock:
            if blob in self._values:
                self._values.move_to_end(blob)
                return self._values[blob]
        value = _copy(blob)
        if len(blob) > self._most:
            return value
        with self._lock:
            self._values[blob] = value
            while sum(map(len, self._values)) > self._most:
                self._values.popitem(last=False)
        return value


shared = Shared(most=8_000_000)


@contextmanager
def book(*name: Any) -> Iterator[Book]:
    """Open what is kept under a name, and keep what was added when the block ends. One SQL statement in all of a page."""
    if acts.is_running():
        yield Book({})
        return
    with reading.once():
        now_borne = reading.for_all(marks)  # before what is worked out under them: never newer than it
        key = _key(now_borne, *name)
        opened = Book(now_borne, dict(_read(key)))
        yield opened
        if opened.changed:
            now = clock.instant()
            kept = {part: outcome for part, outcome in opened.outcomes.items() if outcome.holds(now_borne, now)}
            _write(key, kept)


def of_rows(rows: QuerySet[Any, Any], part: str, work_out: Callable[[], T]) -> T:
    """Return what is worked out of the rows of a query, kept under the query as it is written.

    For what a list of thousands shows of all its rows: the keys of its first page, sums. `part` tells one from another,
    and names the language where it counts. What is written outside acts is read anew: a list shows it at once.
    """
    try:
        written = rows.query.sql_with_params()
    except EmptyResultSet:
        return work_out()
    with book("of rows", *written) as kept:
        return kept.ask(part, work_out, passing=False)


def lasting(function: F) -> F:
    """Have a query answered from what is kept between pages, for as long as no act writes what it read.

    For the few small answers that most pages rest on and few acts change: the editions, a body, who leads. It is
    `remembered` too, and an act that asks holds it until it writes what it was read from (`holding`), so its answer
    holds nothing that depends on the language, and no caller changes it. Its arguments tell themselves apart when
    written out: days, keys.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @reading.remembered
    @functools.wraps(function)
    def ask(*args: Any, **kwargs: Any) -> Any:
        if (answers := held()) is not None:
            return answers.ask((name, args, tuple(sorted(kwargs.items()))), lambda: function(*args, **kwargs))
        if not reading.is_on():
            return function(*args, **kwargs)
        key, opened = reading.for_all(_lasting)
        answer = opened.ask(f"{name}{args!r}{sorted(kwargs.items())!r}", lambda: function(*args, **kwargs))
        if opened.changed:
            _write(key, opened.outcomes)
            opened.changed = False
        return answer

    return cast(F, ask)


def _lasting() -> tuple[str, Book]:
    """Open what lasts, of today: once for a page."""
    now_borne = reading.for_all(marks)
    key = _key(now_borne, "lasting", clock.today())
    return key, Book(now_borne, dict(_read(key)))


def _key(now_borne: Marks, *name: Any) -> str:
    return hashlib.sha256(repr((program(), now_borne.get(ALL), *name)).encode()).hexdigest()


def _read(key: str) -> Mapping[str, Outcome]:
    try:
        return caches["kept"].get(key) or {}
    except Exception:
        logger.exception("what is kept cannot be read: it is worked out anew")
        return {}


def _write(key: str, outcomes: dict[str, Outcome]) -> None:
    try:
        caches["kept"].set(key, outcomes, timeout=SECONDS)
    except OSError:
        logger.exception("what was worked out cannot be kept")


@cache
def program() -> str:
    """Return what tells this very program from an earlier one, whose outcomes may read otherwise."""
    root = Path(__file__).parent.parent
    files = sorted(path for kind in ("py", "mo", "toml") for path in root.rglob(f"*.{kind}"))
    told = [(str(path.relative_to(root)), path.stat().st_mtime_ns, path.stat().st_size) for path in files]
    told_of = (platform.python_version(), django.get_version(), told)
    return hashlib.sha256(repr(told_of).encode()).hexdigest()
