"""The migrations make the tables that the models are read from: the other tests' tables come from the models."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.state import ProjectState
from pytest_django import DjangoDbBlocker

from samstyring.kernel import guards
from tests.support.databases import Databases

pytestmark = pytest.mark.slow
MADE_UP = r"\w+_[0-9a-f]{8}(?:_like|_uniq|_fk(?:_\w+)?)?"


@pytest.fixture
def drawn_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each step of the migrations draw anew the one model that it changes, not all that is related to it.

    Everything here is related, and Django would draw sixty models five hundred times: that takes forty seconds, and
    the statements are the same, for a foreign key needs no more of the other model than the names of its table and key.
    """
    monkeypatch.setattr(ProjectState, "_find_reload_model", lambda self, app, model, delay=False: {(app, model)})


@pytest.mark.usefixtures("drawn_alone")
def test_a_migrated_database_is_as_the_models_say(
    tmp_path: Path, databases: Databases, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        with databases.use(databases.empty):
            expected = described()
        with migrated(tmp_path, databases):
            found = described()
            assert guards.missing() == []
    assert found.keys() == expected.keys() == own_tables()
    for table, parts in expected.items():
        assert found[table] == parts, table


@contextmanager
def migrated(home: Path, databases: Databases) -> Iterator[None]:
    """Use a database that the migrations made."""
    made = connection.vendor == "postgresql"
    name = databases.copy("template1") if made else str(home / "samstyring.sqlite3")
    with databases.use(name):
        call_command("migrate", verbosity=0)
        yield
    if made:
        databases.drop(name)


def described() -> dict[str, tuple[list[Any], ...]]:
    """Return what the database holds each table to, whatever order its columns were made in."""
    describe = _of_postgresql if connection.vendor == "postgresql" else _of_sqlite
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        return {table: describe(cursor, table) for table in sorted(there & own_tables())}


def _of_postgresql(cursor: Any, table: str) -> tuple[list[Any], ...]:
    inspector = connection.introspection
    columns = [tuple(column) for column in inspector.get_table_description(cursor, table)]
    rules = [(named(rule), facts) for rule, facts in inspector.get_constraints(cursor, table).items()]
    return sorted(columns, key=str), sorted(rules, key=str), sorted(written(cursor, table))


def _of_sqlite(cursor: Any, table: str) -> tuple[list[Any], ...]:
    """Read the statement that made the table: Django's own reading takes a quarter of a minute for all of them."""
    cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s AND type = 'table'", [table])
    (statement,) = cursor.fetchone()
    return sorted(parts(statement)), sorted(written(cursor, table))


def parts(statement: str) -> list[str]:
    """Split what stands between the outer brackets of CREATE TABLE at the commas between columns and constraints."""
    within, found, depth = statement[statement.index("(") + 1 : statement.rindex(")")], [""], 0
    for token in re.findall(r"'(?:[^']|'')*'|\"[^\"]*\"|[^'\"]", within):
        depth += {"(": 1, ")": -1}.get(token, 0)
        if token == "," and not depth:
            found.append("")
        else:
            found[-1] += token
    return [" ".join(part.split()) for part in found]


def test_the_parts_of_a_statement_are_its_columns_and_constraints() -> None:
    statement = (
        """CREATE TABLE "t" ("a,b" text DEFAULT 'x, (y' NOT NULL, "n" int, CONSTRAINT "c" CHECK ("n" IN (1, 2)))"""
    )
    assert parts(statement) == [
        """"a,b" text DEFAULT 'x, (y' NOT NULL""",
        '"n" int',
        'CONSTRAINT "c" CHECK ("n" IN (1, 2))',
    ]


def own_tables() -> set[str]:
    """Return the tables of our own models, those between two of them included."""
    ours = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("samstyring.")]
    return {model._meta.db_table for model in ours}


def named(rule: str) -> str:
    """Return the name of a constraint, or nothing where introspection only numbers it or Django made the name up.

    Such a name is made of the column's, and stays with the index when the column is called something else.
    """
    return "" if re.fullmatch(rf"fk_\d+|__unnamed_constraint_\d+__|{MADE_UP}", rule) else rule


def written(cursor: Any, table: str) -> list[str]:
    """Return what introspection does not tell: conditions of constraints and indexes, and the triggers."""
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass"
            " UNION ALL SELECT indexdef FROM pg_indexes WHERE tablename = %s"
            " UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            [f'"{table}"', table, f'"{table}"'],
        )
    else:
        cursor.execute("SELECT sql FROM sqlite_master WHERE tbl_name = %s AND type <> 'table' AND sql <> ''", [table])
    return [re.sub(rf"\b{MADE_UP}(?!\w)", "", row[0]) for row in cursor.fetchall()]
