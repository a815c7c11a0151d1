"""Guards: what the database itself refuses, declared beside each model as `database_guards = [...]`.

They are triggers, dropped before migrations and made again after (Django rebuilds SQLite tables and would drop them
silently), never written in a migration. `missing()` tells which declared guards the database lacks: `serve` refuses to
start, and a test fails, when there are any. No switch turns them off.

Conditions are SQL that both databases read. `{old}` and `{new}` stand for the row before and after.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class Guard:
    """Refuse one kind of change of a row when a condition holds."""

    name: str
    operation: str  # INSERT, UPDATE or DELETE
    when: str  # SQL over {old} and {new}, or empty: always
    says: str

    def condition(self, model: type[models.Model]) -> str:
        """Return the SQL condition for this model."""
        del model
        return self.when.format(old="OLD", new="NEW") or "1 = 1"


@dataclass(frozen=True)
class NoOverlap(Guard):
    """Refuse two periods [from_date, until) of the same thing that share a day."""

    columns: tuple[str, ...] = ()

    def condition(self, model: type[models.Model]) -> str:
        """Return an EXISTS over the rows of the same thing."""
        table = model._meta.db_table
        same = " AND ".join(f'other."{column}" = NEW."{column}"' for column in self.columns)
        return (
            f'EXISTS (SELECT 1 FROM "{table}" other WHERE {same} AND other."id" <> NEW."id"'
            ' AND (NEW."until" IS NULL OR other."from_date" < NEW."until")'
            ' AND (other."until" IS NULL OR NEW."from_date" < other."until"))'
        )


def append_only() -> list[Guard]:
    """Rows that are written once: no change, no removal."""
    return [
        Guard("no_update", "UPDATE", "", "rows of this table are never changed"),
        Guard("no_delete", "DELETE", "", "rows of this table are never removed"),
    ]


def no_delete(when: str = "") -> list[Guard]:
    """Rows that are never removed (or not when the condition on {old} holds)."""
    return [Guard("no_delete", "DELETE", when, "this row may not be removed")]


def frozen(columns: Iterable[str], when: str = "", name: str = "frozen") -> list[Guard]:
    """Columns that may not change when the condition on {old} holds."""
    changed = " OR ".join(f'{{new}}."{column}" IS DISTINCT FROM {{old}}."{column}"' for column in columns)
    condition = f"({when}) AND ({changed})" if when else changed
    return [Guard(name, "UPDATE", condition, f"these columns are frozen: {', '.join(columns)}")]


def frozen_rows(when: str, name: str = "row_frozen") -> list[Guard]:
    """Rows that may neither change nor go when the condition on {old} holds."""
    return [
        Guard(f"{name}_u", "UPDATE", when, "this row may no longer be changed"),
        Guard(f"{name}_d", "DELETE", when, "this row may not be removed"),
    ]


def frozen_with_parent(column: str, parent_table: str, states: Sequence[str]) -> list[Guard]:
    """Rows that may not be added, changed or removed when their parent's state is one of these."""
    listed = ", ".join(f"'{state}'" for state in states)

    def asks(row: str) -> str:
        return f'EXISTS (SELECT 1 FROM "{parent_table}" p WHERE p."id" = {row}."{column}" AND p."state" IN ({listed}))'

    says = "what it belongs to is no longer a draft"
    return [
        Guard("parent_i", "INSERT", asks("{new}"), says),
        Guard("parent_u", "UPDATE", f"{asks('{old}')} OR {asks('{new}')}", says),
        Guard("parent_d", "DELETE", asks("{old}"), says),
    ]


def closed_to_new(where: str) -> Guard:
    """Refuse a new row where a query over {new} finds something: what it would belong to is settled."""
    return Guard("closed", "INSERT", f"EXISTS ({where})", "what it would belong to is settled")


def no_overlap(*columns: str) -> list[Guard]:
    """Periods of the same thing (equal in these columns) share no day."""
    return [
        NoOverlap(
            f"no_overlap_{operation[0].lower()}",
            operation,
            "",
            "the periods overlap",
            columns,
        )
        for operation in ("INSERT", "UPDATE")
    ]


def declared(
    alias: str = DEFAULT_DB_ALIAS,
) -> Iterator[tuple[type[models.Model], Guard]]:
    """Give every guard that some model declares, and for each such model that its key never changes."""
    del alias
    for model in apps.get_models():
        given = getattr(model, "database_guards", ())
        for guard in given:
            yield model, guard
        if given:
            key = model._meta.pk.column
            when = f'{{new}}."{key}" IS DISTINCT FROM {{old}}."{key}"'
            yield model, Guard("key_kept", "UPDATE", when, "the key of a row is never changed")


def _trigger(model: type[models.Model], guard: Guard) -> str:
    return f"guard_{model._meta.db_table}_{guard.name}"[:60]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _create_sqlite(model: type[models.Model], guard: Guard) -> list[str]:
    says = _quoted(f"{model._meta.db_table}: {guard.says}")
    return [
        f'CREATE TRIGGER "{_trigger(model, guard)}" BEFORE {guard.operation} ON "{model._meta.db_table}" FOR EACH ROW '
        f"WHEN {guard.condition(model)} BEGIN SELECT RAISE(ABORT, {says}); END"
    ]


def _replace_triggers(model: type[models.Model]) -> dict[str, str]:
    """Return what keeps SQLite's REPLACE out: name of the trigger -> its statement.

    INSERT OR REPLACE and UPDATE OR REPLACE take away whatever row stands in the way, and no DELETE trigger sees it. On
    PostgreSQL the like is an UPDATE, which the guards see.
    """
    table, key = model._meta.db_table, model._meta.pk.column
    says = _quoted(f"{table}: another row stands there already")
    columns = {field.name: field.column for field in model._meta.local_fields}
    unique = [
        [key],
        *([field.column] for field in model._meta.local_fields if field.unique and not field.primary_key),
        *([columns[name] for name in constraint.fields] for constraint in model._meta.total_unique_constraints),
    ]
    statements = {}
    for operation, but in (("INSERT", ""), ("UPDATE", f' AND r."{key}" IS NOT OLD."{key}"')):
        stands = " OR ".join(f'EXISTS (SELECT 1 FROM "{table}" r WHERE {_same(names)}{but})' for names in unique)
        name = f"guard_{table}_replace_{operation[0].lower()}"[:60]
        statements[name] = (
            f'CREATE TRIGGER "{name}" BEFORE {operation} ON "{table}" FOR EACH ROW '
            f"WHEN {stands} BEGIN SELECT RAISE(ABORT, {says}); END"
        )
    return statements


def _same(columns: Sequence[str]) -> str:
    return " AND ".join(f'r."{column}" = NEW."{column}"' for column in columns)


def _create_postgresql(model: type[models.Model], guard: Guard) -> list[str]:
    name, table = _trigger(model, guard), model._meta.db_table
    says = _quoted(f"{table}: {guard.says}")
    back = "OLD" if guard.operation == "DELETE" else "NEW"
    statements = [
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN '
        f"IF {guard.condition(model)} THEN RAISE EXCEPTION USING MESSAGE = {says}, ERRCODE = '23514'; END IF; "
        f"RETURN {back}; END $guard$",
        f'CREATE TRIGGER "{name}" BEFORE {guard.operation} ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()',
    ]
    if isinstance(guard, NoOverlap) and guard.operation == "INSERT":
        same = ", ".join(f'"{column}" WITH =' for column in guard.columns)
        statements.append(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{_exclusion(model)}" EXCLUDE USING gist '
            f'({same}, daterange("from_date", "until") WITH &&)'
        )
    return statements


def _exclusion(model: type[models.Model]) -> str:
    return f"guard_{model._meta.db_table}_excl"[:60]


def _truncate_trigger(model: type[models.Model]) -> str:
    return f"guard_{model._meta.db_table}_truncate"[:60]


def install(alias: str = DEFAULT_DB_ALIAS) -> None:
    """Make every declared guard anew."""
    connection = connections[alias]
    remove(alias)
    with connection.cursor() as cursor:
        for statement in _statements(connection):
            cursor.execute(statement)


def _statements(connection: BaseDatabaseWrapper) -> Iterator[str]:
    tables = set(connection.introspection.table_names())
    postgresql = connection.vendor == "postgresql"
    guarded: set[type[models.Model]] = set()
    if postgresql:
        yield "CREATE EXTENSION IF NOT EXISTS btree_gist"
        yield (
            "CREATE OR REPLACE FUNCTION guard_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN "
            "RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ': rows of this table are never removed', "
            "ERRCODE = '23514'; END $guard$"
        )
    for model, guard in declared():
        if model._meta.db_table not in tables:
            continue
        yield from (_create_postgresql if postgresql else _create_sqlite)(model, guard)
        if model in guarded:
            continue
        guarded.add(model)
        if not postgresql:
            yield from _replace_triggers(model).values()
        else:
            yield (
                f'CREATE TRIGGER "{_truncate_trigger(model)}" BEFORE TRUNCATE ON "{model._meta.db_table}" '
                "FOR EACH STATEMENT EXECUTE FUNCTION guard_no_truncate()"
            )


def present(alias: str = DEFAULT_DB_ALIAS) -> dict[str, str]:
    """Return the guards that the database has: trigger (or exclusion constraint) -> table."""
    connection = connections[alias]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "WHERE t.tgname LIKE 'guard\\_%%' AND NOT t.tgisinternal AND t.tgenabled <> 'D' "
                "UNION ALL SELECT k.conname, c.relname FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid "
                "WHERE k.conname LIKE 'guard\\_%%'",
                [],
            )
        else:
            cursor.execute(
                "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard\\_%' ESCAPE '\\'"
            )
        return {str(name): str(table) for name, table in cursor.fetchall()}


def remove(alias: str = DEFAULT_DB_ALIAS) -> None:
    """Drop every guard. Only for migrations, which make them again when they are done."""
    connection = connections[alias]
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for name, table in present(alias).items():
            if not postgresql:
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
            elif name.endswith("_excl"):
                cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}"')
            else:
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"')


def expected(alias: str = DEFAULT_DB_ALIAS) -> set[str]:
    """Return the names of all guards that the database should have."""
    names: set[str] = set()
    for model, guard in declared():
        names.add(_trigger(model, guard))
        if connections[alias].vendor != "postgresql":
            names.update(_replace_triggers(model))
        else:
            names.add(_truncate_trigger(model))
            if isinstance(guard, NoOverlap):
                names.add(_exclusion(model))
    return names


def missing(alias: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Return the declared guards that the database lacks, sorted."""
    return sorted(expected(alias) - set(present(alias)))


migrating = False


def before_migrate(*, using: str, **kwargs: Any) -> None:
    """Drop the guards and let migrations write."""
    global migrating
    if not migrating:
        remove(using)
        migrating = True


def after_migrate(*, app_config: Any, using: str, **kwargs: Any) -> None:
    """Make the guards again when the last app has migrated."""
    global migrating
    last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
    if app_config.label == last.label:
        from .marks import mark_all  # models, which the guards are declared beside

        mark_all()
        install(using)
        migrating = False
