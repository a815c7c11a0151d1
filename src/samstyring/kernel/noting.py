"""Noting what something rests on while it is worked out: which tables its SQL reads, and whether the time of day counts.

Nobody declares it: the statements themselves tell, so nobody can forget one.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

MARKS = "kernel_tablemark"
"""The table that tells when the others were written. It is read about what is worked out, never for it."""
_NAME = re.compile(r"\w+")
_READS = ("SELECT", "WITH", "(")


@dataclass(eq=False)
class Noted:
    """What was read. `passing` says that it holds for a short time only: the time of day, or what no act writes."""

    tables: set[str] = field(default_factory=set)
    passing: bool = False

    def add(self, other: "Noted") -> None:
        """Add what another rests on."""
        self.tables |= other.tables
        self.passing |= other.passing


_noted: ContextVar[Noted | None] = ContextVar("samstyring_noted", default=None)


def current() -> Noted | None:
    """Return what is noted just now, None when nothing is."""
    return _noted.get()


@contextmanager
def noting() -> Iterator[Noted]:
    """Note what is read in the block. What an outer block notes, it notes too."""
    noted = Noted()
    outer, token = _noted.get(), _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)
        if outer is not None:
            outer.add(noted)


def note_time_of_day() -> None:
    """Note that the time of day was asked for."""
    if (noted := _noted.get()) is not None:
        noted.passing = True


@cache
def _tables() -> dict[str, bool]:
    """Return every model's table, and whether acts alone write it."""
    return {
        model._meta.db_table: model.__module__.startswith("samstyring.") and not getattr(model, "outside_acts", "")
        for model in apps.get_models(include_auto_created=True)
    }


@lru_cache(maxsize=4096)
def read_by(sql: str) -> Noted:
    """Return what a statement reads: every table that it names, anywhere. One that names none is taken as passing."""
    tables = {name for name in _NAME.findall(sql) if name in _tables()}
    passing = not tables or not all(_tables()[name] for name in tables)
    return Noted(tables - {MARKS}, passing)


def _note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    noted = _noted.get()
    if noted is not None and sql.lstrip()[:6].upper().startswith(_READS):
        noted.add(read_by(sql))
    return execute(sql, params, many, context)


def watch(*, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Note on a new connection too."""
    if _note not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note)
