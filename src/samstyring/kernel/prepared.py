"""Queries that every act and every page asks: their SQL is written once.

Django writes a query's SQL anew each time that it is asked, which takes several times as long as the database needs
to answer a small one. Who acts, and in which capacities, is read so often that this was a third of an act's time.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

_MARKS: dict[type, Callable[[int], Any]] = {UUID: lambda n: UUID(int=n), date: lambda n: date(1, 1, n)}


class Unused(TypeError):
    """The query that is prepared does not use one of its arguments."""


class _Written(NamedTuple):
    sql: str
    parameters: list[Any]
    places: dict[int, str]
    """Which parameters vary, and the name of the argument that stands there."""
    converters: list[tuple[int, list[Callable[..., Any]], Any]]


class Prepared:
    """A query for rows of plain values: `build` makes it (values_list) of arguments that are each a UUID or a date.

    The arguments' types are told by name: Prepared(build, person_id=UUID, on=date). Called with their values it
    returns the rows.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Any]"], **arguments: type) -> None:
        """Keep how the query is made. Its SQL is written when it is first asked."""
        self._build = build
        self._arguments = arguments
        self._written: dict[str, _Written] = {}

    def __call__(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows. One SQL statement."""
        written = self._written.get(connection.vendor) or self._write()
        parameters = list(written.parameters)
        for place, name in written.places.items():
            parameters[place] = _adapted(values[name])
        with connection.cursor() as cursor:
            cursor.execute(written.sql, parameters)
            rows = cursor.fetchall()
        return [_converted(row, written) for row in rows]

    def _write(self) -> _Written:
        marks = {name: _MARKS[kind](number) for number, (name, kind) in enumerate(self._arguments.items(), start=1)}
        compiler = self._build(**marks).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        names = {_adapted(mark): name for name, mark in marks.items()}
        places = {
            place: names[value]
            for place, value in enumerate(parameters)
            if isinstance(value, (str, UUID, date)) and value in names
        }
        if missing := self._arguments.keys() - places.values():
            raise Unused(", ".join(sorted(missing)))
        columns = [column for column, _sql, _alias in compiler.select]
        converters = [(place, *found) for place, found in compiler.get_converters(columns).items()]
        written = _Written(sql, list(parameters), places, converters)
        self._written[connection.vendor] = written
        return written


def _adapted(value: Any) -> Any:
    """Return a value as the database takes it."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datefield_value(value)


def _converted(row: tuple[Any, ...], written: _Written) -> tuple[Any, ...]:
    """Return a row with each value as its field has it."""
    values = list(row)
    for place, converters, column in written.converters:
        for convert in converters:
            values[place] = convert(values[place], column, connection)
    return tuple(values)
