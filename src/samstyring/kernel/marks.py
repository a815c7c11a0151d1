"""The mark of each table: another one after each act that wrote it, so that two looks can be told apart.

A table whose model says `marked_outside_acts` gets one as it is written outside acts too (`writeguard`).

A mark is drawn at random, not counted: a database that was put back to an earlier day never bears one again that stood
for something else.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import uuid4

from django.db.models import QuerySet

from .models import TableMark
from .prepared import Prepared

Marks = Mapping[str, str]
ALL = "*"
"""Stands for every table that has no mark of its own: it is given a new one when the database is migrated."""


def marks() -> dict[str, str]:
    """Return the marks of all tables. One SQL statement."""
    return dict(_marks())


@Prepared
def _marks() -> "QuerySet[TableMark, tuple[str, str]]":
    return TableMark.objects.values_list("table", "mark")


def mark_of(table: str, marks: Marks) -> str:
    """Return the mark that a table bears."""
    return marks.get(table) or marks[ALL]


class Borne(NamedTuple):
    """The marks that the tables bear after one entry of the journal."""

    digest: str
    migrated: str
    """The mark of ALL, which no entry tells of."""
    marks: Marks


_known: Borne | None = None
"""What this process knows of the last act that it saw. It is only ever replaced whole."""


def borne_after(digest: str, migrated: str) -> Marks:
    """Return the marks of all tables after an entry of the journal, the last one. No SQL where this process knows them.

    Acts change marks, and each leaves an entry; a migration changes the mark of all. Under the house's lock. What is
    marked outside acts may bear a newer one: an act holds nothing that was read from that (`holding`).
    """
    global _known
    known = _known
    if known is None or not migrated or (known.digest, known.migrated) != (digest, migrated):
        known = _known = Borne(digest, migrated, marks())
    return known.marks


def follow(before: str, digest: str, new: Marks) -> None:
    """Know the marks after an entry that this process wrote, where it knew those after the entry before."""
    global _known
    known = _known
    if known is not None and known.digest == before:
        _known = Borne(digest, known.migrated, {**known.marks, **new})


def mark(tables: Iterable[str]) -> Marks:
    """Give tables new marks, in the transaction that wrote them, and return these. One SQL statement."""
    new = dict.fromkeys(sorted(tables), uuid4().hex)
    rows = [TableMark(table=table, mark=mark) for table, mark in new.items()]
    TableMark.objects.bulk_create(rows, update_conflicts=True, unique_fields=["table"], update_fields=["mark"])
    return new


def mark_all() -> None:
    """Give every table a new mark: the database was migrated."""
    TableMark.objects.all().delete()
    mark([ALL])
