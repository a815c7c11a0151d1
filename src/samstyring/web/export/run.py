"""The export, step by step."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.utils import translation

from samstyring.charter import queries as charter
from samstyring.kernel import clock

from .charters import write_charters
from .decisions import write_decisions
from .files import write_files
from .index import Told, write_index
from .journal import write_journal
from .papers import write_papers
from .tables import write_tables
from .target import Target, Tell


@dataclass(frozen=True)
class Export:
    """What an export wrote: rows per table, and how many decisions, cases, documents, entries."""

    rows: dict[str, int]
    decisions: int
    taken_over: int
    cases: int
    documents: int
    entries: int
    editions: int
    missing: int
    files: int


def export(folder: Path, tell: Tell = lambda what, done, total: None) -> Export:
    """Write everything to a folder that is empty or not there, in the co-operation's language.

    All of it is as the data stood at one instant. Raises FolderNotEmpty, OSError, NotFounded.
    """
    cooperation = charter.cooperation()
    with translation.override(cooperation.language), one_instant():
        target = Target(folder, tell)
        target.open_folder()
        rows = write_tables(target)
        decisions, taken_over = write_decisions(target)
        cases = write_papers(target)
        documents = write_files(target)
        entries = write_journal(target)
        editions = write_charters(target)
        told = Told(
            cooperation=cooperation.name,
            at=clock.now(),
            demo=charter.installation_mode() == "demo",
            rows=rows,
            decisions=decisions + taken_over,
            cases=cases,
            documents=documents,
            entries=entries,
        )
        write_index(target, told)
    return Export(
        rows=rows,
        decisions=decisions,
        taken_over=taken_over,
        cases=cases,
        documents=documents,
        entries=entries,
        editions=editions,
        missing=target.written["missing"],
        files=sum(target.written.values()) - target.written["missing"],
    )


@contextmanager
def one_instant() -> Iterator[None]:
    """Read everything as it stood at one instant, without keeping others from writing meanwhile."""
    if connection.in_atomic_block:  # the caller has a transaction already
        yield
        return
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if postgresql else "BEGIN DEFERRED")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
