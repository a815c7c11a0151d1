"""The mark of each table: another one after each act that wrote it, so that two looks can be told apart.

A mark is drawn at random, not counted: a database that was put back to an earlier day never bears one again that stood
for something else.
"""

from collections.abc import Iterable, Mapping
from uuid import uuid4

from .models import TableMark

Marks = Mapping[str, str]
ALL = "*"
"""Stands for every table that has no mark of its own: it is given a new one when the database is migrated."""


def marks() -> dict[str, str]:
    """Return the marks of all tables. One SQL statement."""
    return dict(TableMark.objects.values_list("table", "mark"))


def mark_of(table: str, marks: Marks) -> str:
    """Return the mark that a table bears."""
    return marks.get(table) or marks[ALL]


def mark(tables: Iterable[str]) -> None:
    """Give tables new marks, in the transaction that wrote them. One SQL statement."""
    new = uuid4().hex
    rows = [TableMark(table=table, mark=new) for table in sorted(tables)]
    TableMark.objects.bulk_create(rows, update_conflicts=True, unique_fields=["table"], update_fields=["mark"])


def mark_all() -> None:
    """Give every table a new mark: the database was migrated."""
    TableMark.objects.all().delete()
    mark([ALL])
