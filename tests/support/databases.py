"""Databases for tests. Nothing is ever flushed: the guards of the database refuse it.

A test works in a transaction that is rolled back, or, where it needs real commits (two people at once, a browser), on
a copy of its own. Copies are made of two templates: the empty one (tables, nothing founded) and the founded one.
"""

import itertools
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.cache import caches
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from samstyring.kernel import clock
from tests.founding import found_for_tests


def forget() -> None:
    """Forget what is remembered about a database between requests: another one is now in use."""
    clock.forget_offset()
    for each in caches.all(initialized_only=True):
        each.clear()


class Databases:
    """Makes, copies, uses and drops the databases of one test process. A database goes by its NAME in settings."""

    def __init__(self, folder: Path) -> None:
        """Keep the empty database (made by Django, and now in use) as a template. `folder` is for SQLite files."""
        self._folder = folder
        self._base = str(connection.settings_dict["NAME"])
        self._postgresql = connection.vendor == "postgresql"
        self._numbers = itertools.count(1)
        self._made: list[str] = []
        self._open: dict[str, BaseDatabaseWrapper] = {}
        self._founded = ""
        self._shared = ""
        self.empty = self._keep_base()

    def founded(self) -> str:
        """Return the template with the founded co-operation. Made at the first call."""
        if not self._founded:
            made = self.copy(self.empty)
            with self.use(made):
                found_for_tests()
            self._founded = made
        return self._founded

    def shared(self) -> str:
        """Return the founded database that tests roll back in, one after another."""
        if not self._shared:
            self._shared = self.copy(self.founded())
        return self._shared

    def copy(self, template: str) -> str:
        """Return a new database that is a copy of a template."""
        name = self._name()
        self._leave(template)  # a template must have nobody in it
        if self._postgresql:
            self._administer(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        else:
            shutil.copyfile(template, name)
        self._made.append(name)
        return name

    def drop(self, name: str) -> None:
        """Remove a database that `copy` made, whoever is still connected to it."""
        self._made.remove(name)
        self._leave(name)
        if self._postgresql:
            self._administer(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        else:
            for path in Path(name).parent.glob(f"{Path(name).name}*"):
                path.unlink(missing_ok=True)

    def _leave(self, name: str) -> None:
        """Close the connection that was kept open to a database."""
        if name in self._open:
            self._open.pop(name).close()

    def drop_all(self) -> None:
        """Remove every database that was made."""
        for name in list(self._made):
            self.drop(name)

    @contextmanager
    def use(self, name: str, *, again: bool = False) -> Iterator[None]:
        """Let Django work on another database, in this thread and in those begun meanwhile.

        With `again` the connection stays open for the next test that works on it: a new one has to read what the
        tables are like once more, which takes longer than most tests.
        """
        settings, own = connections.settings[DEFAULT_DB_ALIAS], connections[DEFAULT_DB_ALIAS]
        connections.settings[DEFAULT_DB_ALIAS] = {**settings, "NAME": name}
        del connections[DEFAULT_DB_ALIAS]
        if name in self._open:
            connections[DEFAULT_DB_ALIAS] = self._open[name]
        forget()
        try:
            yield
        finally:
            if again:
                self._open[name] = connections[DEFAULT_DB_ALIAS]
            else:
                connections[DEFAULT_DB_ALIAS].close()
            connections.settings[DEFAULT_DB_ALIAS] = settings
            connections[DEFAULT_DB_ALIAS] = own
            forget()

    def _name(self) -> str:
        number = next(self._numbers)
        return f"{self._base}_{number}" if self._postgresql else str(self._folder / f"{number}.sqlite3")

    def _keep_base(self) -> str:
        if self._postgresql:
            connection.close()  # a template must have nobody in it
            return self.copy(self._base)
        name = self._name()
        connection.ensure_connection()
        with sqlite3.connect(name) as file:
            connection.connection.backup(file)
        file.close()
        self._made.append(name)
        return name

    def _administer(self, statement: str) -> None:
        import psycopg

        settings: dict[str, Any] = connection.settings_dict
        with psycopg.connect(
            host=settings["HOST"],
            port=settings["PORT"],
            user=settings["USER"],
            password=settings["PASSWORD"],
            dbname="postgres",
            autocommit=True,
        ) as administrator:
            administrator.execute(statement)  # type: ignore[arg-type]  # names of our own making


@contextmanager
def rolled_back() -> Iterator[None]:
    """Roll back everything that the block writes. Constraints that wait for the commit are tried at its end."""
    atomic = transaction.atomic()
    atomic._from_testcase = True  # type: ignore[attr-defined]  # as Django's own: durable blocks may stand inside
    atomic.__enter__()
    try:
        yield
        if not connection.needs_rollback:
            connection.check_constraints()
    finally:
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)
        forget()
