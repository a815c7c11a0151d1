"""Noting what something rests on while it is worked out: which tables its SQL reads, and whether the time of day counts.

Nobody declares it: the statements themselves tell, so nobody can forget one.

Most statements look up a row of another table by a foreign key: the basis of a mandate, the body of a meeting. A *new*
row there changes no such answer, for nothing that was read points to it. So a table that a statement joins in that way
alone is noted as `changed("kernel_basis")`: what was read rests on its rows as they are, not on how many there are.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import ForeignKey

MARKS = "kernel_tablemark"
"""The table that tells when the others were written. It is read about what is worked out, never for it."""
_NAME = re.compile(r"\w+")
_SOURCE = re.compile(r'\b(?:FROM|JOIN) "(\w+)"(?: (\w+)\b)?')
_JOIN = re.compile(r'\bJOIN "(\w+)"(?: (\w+))? ON \("?(\w+)"?\."(\w+)" = "?(\w+)"?\."(\w+)"\)')
_NO_ALIAS = {"WHERE", "INNER", "LEFT", "ON", "ORDER", "GROUP", "LIMIT", "UNION", "HAVING", "FOR"}
_NOT_QUALIFYING = re.compile(r'\b(\w+)\b(?!"?\.)')
_READS = ("SELECT", "WITH", "(")


@dataclass(eq=False)
class Noted:
    """What was read. `passing` says that it holds for a short time only: the time of day, or what no mark tells of."""

    tables: set[str] = field(default_factory=set)
    passing: bool = False

    @property
    def outside(self) -> bool:
        """Tell whether some of it is written outside acts: the house's lock does not hold it still."""
        return any(table.partition(":")[0] in marked_outside() for table in self.tables)

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
    """Return every model's table, and whether a new mark tells each time that it was written."""
    return {
        model._meta.db_table: model.__module__.startswith("samstyring.")
        and (not getattr(model, "outside_acts", "") or model._meta.db_table in marked_outside())
        for model in apps.get_models(include_auto_created=True)
    }


@cache
def marked_outside() -> frozenset[str]:
    """Return the tables that get new marks as they are written outside acts: their models say `marked_outside_acts`.

    For what is seldom written and often read, such as how a letter fared; not for what changes with every sign-in.
    """
    return frozenset(
        model._meta.db_table for model in apps.get_models() if getattr(model, "marked_outside_acts", False)
    )


def changed(table: str) -> str:
    """Name the rows that a table has already, as against those that come to it."""
    return f"{table}:changed"


@lru_cache(maxsize=4096)
def read_by(sql: str) -> Noted:
    """Return what a statement reads: every table that it names, anywhere. One that names none is taken as passing."""
    tables = {name for name in _NAME.findall(sql) if name in _tables()}
    passing = not tables or not all(_tables()[name] for name in tables)
    looked_up = _looked_up(sql)
    return Noted({changed(name) if name in looked_up else name for name in tables - {MARKS}}, passing)


def _looked_up(sql: str) -> set[str]:
    """Return the tables that a statement only joins by a foreign key that points to them."""
    aliases: dict[str, set[str]] = {}
    for table, alias in _SOURCE.findall(sql):
        aliases.setdefault(table if not alias or alias.upper() in _NO_ALIAS else alias, set()).add(table)
    joins = Counter(
        table
        for table, alias, left, column, right, key in _JOIN.findall(sql)
        if right == (alias or table) and (column, table, key) in _foreign_keys(frozenset(aliases.get(left, ())))
    )
    # Named once more, in whatever way, it is not only looked up in.
    named = Counter(_NOT_QUALIFYING.findall(sql))
    return {table for table, count in joins.items() if named[table] == count}


@cache
def _foreign_keys(tables: frozenset[str]) -> set[tuple[str, str, str]]:
    """Return the foreign keys of a table, as (its column, the other table, the other's key): none of several tables."""
    keys: list[Any] = [
        key
        for model in apps.get_models(include_auto_created=True)
        if tables == {model._meta.db_table}
        for key in model._meta.local_fields
        if isinstance(key, ForeignKey)
    ]
    return {
        (key.column, key.related_model._meta.db_table, key.target_field.column)
        for key in keys
        if key.db_constraint and not key.target_field.is_relation
    }


def _note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    noted = _noted.get()
    if noted is not None and sql.lstrip()[:6].upper().startswith(_READS):
        noted.add(read_by(sql))
    return execute(sql, params, many, context)


def watch(*, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Note on a new connection too."""
    if _note not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note)
