"""Making the tables of a new database, from the models as they are.

The migrations lead an older database forward. A new one has nothing to be led from, and Django draws every model anew
for each migration: a hundred of them take twenty seconds, the tables themselves one. tests/ground/test_tables.py holds
that the migrations make the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


class _NoMigrations:
    """MIGRATION_MODULES that has none for any app: Django then makes the tables from the models."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return


def are_there() -> bool:
    """Tell whether the database holds any table."""
    return bool(connection.introspection.table_names())


def bring_up_to_date() -> None:
    """Make the tables of a new database; lead one that has tables forward by the migrations."""
    if are_there():
        call_command("migrate", verbosity=0)
    else:
        make()


def make() -> None:
    """Make every table with its guards, and record every migration as done: all of it, or nothing.

    SQLite looks at foreign keys again only when the transaction has ended, as Django asks of whoever makes tables.
    """
    with connection.constraint_checks_disabled(), transaction.atomic():
        with without_migrations():
            call_command("migrate", run_syncdb=True, verbosity=0)
        record()


@contextmanager
def without_migrations() -> Iterator[None]:
    """Let Django believe, until the block ends, that no app has migrations."""
    told = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = _NoMigrations()
    try:
        yield
    finally:
        settings.MIGRATION_MODULES = told


def record() -> None:
    """Record every migration as done."""
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    keys = MigrationLoader(None).disk_migrations
    recorder.migration_qs.bulk_create([recorder.Migration(app=app, name=name) for app, name in keys])
