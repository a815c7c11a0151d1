"""What the database itself refuses, by straight SQL, on both databases."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from samstyring.kernel import clock, guards, journal
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import ActError
from samstyring.kernel.models import Basis, JournalEntry
from samstyring.kernel.writeguard import house_tables, written_table

from . import steps

pytestmark = pytest.mark.django_db


def straight(sql: str) -> None:
    """Run SQL as someone with a database client would: past the acts and past the write guard."""
    wrappers = connection.execute_wrappers[:]
    connection.execute_wrappers.clear()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    finally:
        connection.execute_wrappers[:] = wrappers


@pytest.fixture
def written() -> Basis:
    for label in "ab":
        basis = steps.give_number(series="SG/2022", by=INSTALLATION, at=clock.now())
        assert label
    return basis


def test_the_database_has_every_declared_guard() -> None:
    assert guards.missing() == []


def test_migrating_again_leaves_every_guard() -> None:
    call_command("migrate", verbosity=0)
    assert guards.missing() == []
    assert guards.migrating is False


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE kernel_journalentry SET act = 'x'",
        "DELETE FROM kernel_journalentry",
        "UPDATE kernel_journalobject SET label = 'x'",
        "DELETE FROM kernel_basis",
        "UPDATE kernel_basis SET label = 'x'",
        "UPDATE kernel_numberseries SET last = last + 2",
        "UPDATE kernel_numberseries SET last = last - 1",
        "DELETE FROM kernel_numberseries",
    ],
)
def test_straight_sql_is_refused(written: Basis, sql: str) -> None:
    with pytest.raises(IntegrityError):
        straight(sql)
    assert journal.verify() is None


def test_truncate_is_refused(written: Basis) -> None:
    if connection.vendor != "postgresql":
        assert written_table("TRUNCATE TABLE kernel_basis") == "kernel_basis"
        return
    connection.check_constraints()
    with pytest.raises(IntegrityError):
        straight("TRUNCATE kernel_journalentry CASCADE")


@pytest.mark.parametrize(
    "write",
    [
        lambda: Basis.objects.create(kind=Basis.Kind.DECISION, label="x", dated=date(2022, 1, 1)),
        lambda: Basis.objects.update(label="x"),
        lambda: Basis.objects.all()._raw_delete("default"),
        lambda: Basis.objects.bulk_create([Basis(kind=Basis.Kind.DECISION, label="x", dated=date(2022, 1, 1))]),
    ],
)
def test_nothing_is_written_outside_an_act(write: Callable[[], object]) -> None:
    with pytest.raises(ActError, match="outside an act"), transaction.atomic():
        write()


def test_the_write_guard_sees_through_its_disguises() -> None:
    assert "kernel_basis" in house_tables()
    assert "django_session" not in house_tables()
    for sql in (
        'insert or ignore into "kernel_basis" values (1)',
        "  UPDATE kernel_basis SET x = 1",
        "WITH a AS (SELECT 1) DELETE FROM kernel_basis",
        'UPDATE ONLY "public"."kernel_basis" SET x = 1',
    ):
        assert written_table(sql) == "kernel_basis", sql
    assert written_table("SELECT * FROM kernel_basis") is None


def test_a_forged_entry_breaks_the_chain(written: Basis) -> None:
    """Someone who can drop the guards can change a row, but not without a trace."""
    guards.remove()
    try:
        straight("UPDATE kernel_journalentry SET actor_name = 'someone else' WHERE position = 1")
    finally:
        guards.install()
    broken = journal.verify()
    assert broken is not None
    assert (broken.position, "actor_name" in broken.why) == (1, True)


def test_a_removed_entry_breaks_the_chain(written: Basis) -> None:
    guards.remove()
    try:
        straight("DELETE FROM kernel_journalobject")
        straight("DELETE FROM kernel_journalentry WHERE position = 1")
    finally:
        guards.install()
    broken = journal.verify()
    assert broken is not None
    assert broken.position == 1
    assert JournalEntry.objects.count() == 1
