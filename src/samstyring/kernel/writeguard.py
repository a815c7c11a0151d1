"""The write guard: nothing changes the house's own tables outside a running act or effect.

In tests and in production alike. Migrations are exempt, and so is every model that says why it is, by
`outside_acts = "reason"` (sign-in, delivery states and the like). Where such a model also says `marked_outside_acts`,
its table gets new marks with each write, so that what was read from it is kept until then (`keeping`).
"""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from . import guards
from .errors import ActError
from .holding import held
from .noting import changed, marked_outside

_WRITE = re.compile(
    r"^\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE(?:\s+OR\s+\w+)?(?:\s+ONLY)?|DELETE\s+FROM(?:\s+ONLY)?"
    r'|REPLACE\s+INTO|TRUNCATE(?:\s+TABLE)?(?:\s+ONLY)?|MERGE\s+INTO|COPY)\s+(?:"?\w+"?\.)?"?(\w+)"?',
    re.IGNORECASE,
)
_ADDS = re.compile(r"^\s*INSERT\s+INTO\b", re.IGNORECASE)
_CTE_WRITE = re.compile(r'\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)"?', re.IGNORECASE)


@cache
def house_tables() -> frozenset[str]:
    """Return the tables that only acts may write."""
    return frozenset(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("samstyring.") and not getattr(model, "outside_acts", "")
    )


def written_tables(sql: str) -> set[str]:
    """Return the tables that a statement writes, by name."""
    match = _WRITE.match(sql)
    tables = {match[1]} if match else set()
    if sql.lstrip()[:4].upper() == "WITH":
        tables.update(_CTE_WRITE.findall(sql))
    return tables


def written_table(sql: str) -> str | None:
    """Return the house table that a statement writes, if any."""
    return next((table for table in sorted(written_tables(sql)) if table in house_tables()), None)


def marks_of(sql: str) -> set[str]:
    """Return what a statement gives new marks: the tables that it writes, and their rows unless it only adds some."""
    tables = written_tables(sql)
    if _ADDS.match(sql) and "ON CONFLICT" not in sql.upper():
        return tables
    return tables | {changed(table) for table in tables}


def _let_go(marks: set[str]) -> None:
    if (answers := held()) is not None:
        answers.forget(marks)


def _guard(
    execute: Callable[..., Any],
    sql: str,
    params: Any,
    many: bool,
    context: dict[str, Any],
) -> Any:
    from .acts import is_running, require_running

    if is_running():
        if marks := marks_of(sql):
            running = require_running("write")
            running.wrote.update(marks)
            running.writes += 1
            _let_go(marks)
        elif sql.startswith("ROLLBACK") and (answers := held()) is not None:
            answers.forget_all()
    elif not guards.migrating and not _marking.get():
        table = written_table(sql)
        if table is not None:
            raise ActError(f"{table} is written outside an act")
        if written_tables(sql) & marked_outside():
            with _in_one_transaction(context["connection"]):
                outcome = execute(sql, params, many, context)
                _mark(marks_of(sql))
            return outcome
    return execute(sql, params, many, context)


def _in_one_transaction(connection: BaseDatabaseWrapper) -> AbstractContextManager[Any]:
    """Return a transaction for a write and its mark, unless one is open: a job that dies leaves both or neither.

    The statement returns no rows (the house gives its keys itself): SQLite commits none whose rows are not read.
    """
    return nullcontext() if connection.in_atomic_block else transaction.atomic(using=connection.alias)


_marking: ContextVar[bool] = ContextVar("samstyring_marking", default=False)


def _mark(tables: set[str]) -> None:
    """Give tables that were written outside an act new marks: after the write, so that nobody keeps what was before it."""
    from .marks import mark

    token = _marking.set(True)
    try:
        mark(tables)
    finally:
        _marking.reset(token)


def watch(*, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Put the guard on a new connection."""
    if _guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(_guard)
