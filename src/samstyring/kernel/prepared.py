"""Queries that are asked often: their SQL is written once.

Django writes a query's SQL anew each time that it is asked, which takes several times as long as the database needs
to answer a small one: it was a third of a page's time, and of an act's.

    @Prepared
    def _items(ids: Sequence[UUID]) -> QuerySet[AgendaItem]:
        return AgendaItem.objects.filter(case_id__in=ids).select_related("written")

    rows = _items([case.pk for case in cases])
"""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, Generic, NamedTuple, ParamSpec, TypeVar, get_args
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet, prefetch_related_objects
from django.db.models.query import (  # type: ignore[attr-defined]
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)

from . import clock

P = ParamSpec("P")
R = TypeVar("R")

_MARKS: dict[type, Callable[[int], Any]] = {
    UUID: lambda n: UUID(int=n),
    date: lambda n: date.fromordinal(800_000 + n),
    datetime: lambda n: datetime.fromordinal(800_000 + n).replace(tzinfo=UTC),
    str: lambda n: f"\x01{n}\x01",
}
"""For each kind of argument, values that no query has of its own: they stand where the arguments go."""
MOST_AT_ONCE = 4096
"""A list that is longer has its SQL written for itself: it is seldom, and to keep the SQL would take much."""
_SECOND = 2 * MOST_AT_ONCE


class Unused(TypeError):
    """The query that is prepared does not use one of its arguments as it is given."""


class _Place(NamedTuple):
    """Where a parameter comes from: the argument's name, and which one of a list."""

    name: str
    at: int | None = None


class _Written(NamedTuple):
    sql: str
    parameters: list[Any]
    places: dict[int, _Place]
    """Which parameters vary, and what stands there."""
    converters: list[tuple[int, list[Callable[..., Any]], Any]]
    made_of: Callable[[Sequence[tuple[Any, ...]]], list[Any]]


class Prepared(Generic[P, R]):
    """A query whose SQL is written the first time that it is asked. Called with its arguments it returns the rows.

    Rows of models and of plain values (values_list) both do, the former with what is selected, annotated and prefetched
    beside them. Each argument is a UUID, a date, a datetime or a str, or a Sequence of one of them, as its annotation says.

    The function may use its arguments as values in the query alone: it does not look at them, nor reckon with them (that
    is refused where it can be seen), and asks for nothing else that varies, such as the day (Asked) or the language.
    """

    def __init__(self, build: Callable[P, "QuerySet[Any, R]"]) -> None:
        """Keep how the query is made. Its SQL is written when it is first asked."""
        self._build = build
        self._written: dict[tuple[Any, ...], _Written] = {}
        self.__doc__ = build.__doc__

    @cached_property
    def _kinds(self) -> dict[str, Any]:
        """Return what kind each argument is, or each of a sequence."""
        said = inspect.signature(self._build).parameters.values()
        return {each.name: next(iter(get_args(each.annotation)), each.annotation) for each in said}

    @cached_property
    def _lists(self) -> list[str]:
        said = inspect.signature(self._build).parameters.values()
        return [each.name for each in said if get_args(each.annotation)]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """Return the rows. One SQL statement, and one for each that is prefetched; none about an empty sequence."""
        values: dict[str, Any] = dict(zip(self._kinds, args, strict=False)) | kwargs
        for name in self._lists:
            values[name] = tuple(values[name])
        sizes = tuple(_size(len(values[name])) for name in self._lists)
        if not all(0 < size <= MOST_AT_ONCE for size in sizes):
            return list(self._build(*args, **kwargs))
        written = self._written.get((connection.vendor, *sizes)) or self._write(sizes)
        given = {name: [*map(_adapted, value if name in self._lists else [value])] for name, value in values.items()}
        parameters = list(written.parameters)
        for place, (name, at) in written.places.items():
            all_given = given[name]
            parameters[place] = all_given[min(at or 0, len(all_given) - 1)]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, parameters)
            rows = cursor.fetchall()
        return written.made_of([_converted(row, written) for row in rows])

    def first(self, *args: P.args, **kwargs: P.kwargs) -> R | None:
        """Return the first row, None where there is none. All are fetched: where there may be many, the query limits."""
        return next(iter(self(*args, **kwargs)), None)

    def _write(self, sizes: tuple[int, ...]) -> _Written:
        written, other = self._write_with(sizes, 1), self._write_with(sizes, _SECOND)
        if missing := self._kinds.keys() - {place.name for place in written.places.values()}:
            raise Unused(", ".join(sorted(missing)))
        if _fixed(written) != _fixed(other):
            raise Unused(f"{self._build.__qualname__} reckons with an argument, or looks at it")
        self._written[connection.vendor, *sizes] = written
        return written

    def _write_with(self, sizes: tuple[int, ...], number: int) -> _Written:
        marks = dict(self._marks(sizes, number))
        with clock.unasked():
            queryset = self._build(**_arguments(marks))  # type: ignore[call-arg]
        compiler = queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        stands = {_adapted(mark): place for place, mark in marks.items()}
        places = {
            at: stands[value]
            for at, value in enumerate(parameters)
            if isinstance(value, (str, UUID, date)) and value in stands
        }
        columns = [column for column, _sql, _alias in compiler.select]
        converters = [(at, *found) for at, found in compiler.get_converters(columns).items()]
        return _Written(sql, list(parameters), places, converters, _maker(queryset, compiler))

    def _marks(self, sizes: tuple[int, ...], number: int) -> Iterator[tuple[_Place, Any]]:
        lengths = dict(zip(self._lists, sizes, strict=True))
        for name, kind in self._kinds.items():
            for index in range(lengths.get(name, 1)):
                yield _Place(name, index if name in lengths else None), _MARKS[kind](number)
                number += 1


def _size(length: int) -> int:
    """Return how many places a list of a length is given: the next power of two, the last one repeated to fill it."""
    return 1 << (length - 1).bit_length() if length else 0


def _arguments(marks: Mapping[_Place, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for (name, at), mark in marks.items():
        if at is None:
            found[name] = mark
        else:
            found.setdefault(name, []).append(mark)
    return found


def _fixed(written: _Written) -> tuple[Any, ...]:
    """Return what of a statement is the same whatever its arguments are."""
    own = [value for at, value in enumerate(written.parameters) if at not in written.places]
    return written.sql, written.places, own


def _adapted(value: Any) -> Any:
    """Return a value as the database takes it. Raises TypeError for none: that is asked for by another condition."""
    if value is None:
        raise TypeError("a prepared query was given no value")
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else str(value)


def _converted(row: tuple[Any, ...], written: _Written) -> tuple[Any, ...]:
    """Return a row with each value as its field has it."""
    if not written.converters:
        return row
    values = list(row)
    for place, converters, column in written.converters:
        for convert in converters:
            values[place] = convert(values[place], column, connection)
    return tuple(values)


def _maker(queryset: "QuerySet[Any, Any]", compiler: Any) -> Callable[[Sequence[tuple[Any, ...]]], list[Any]]:
    """Return what makes rows of a query of what the database gave."""
    kind = queryset._iterable_class
    if issubclass(kind, FlatValuesListIterable):
        return lambda rows: [value for (value,) in rows]
    if issubclass(kind, ValuesListIterable):
        return list
    if not issubclass(kind, ModelIterable):
        raise TypeError(f"a prepared query gives models or values_list, not {kind.__name__}")
    found = compiler.klass_info["select_fields"]
    start, end = found[0], found[-1] + 1
    names = frozenset(column.target.attname for column, _sql, _alias in compiler.select[start:end])
    annotated = dict(compiler.annotation_col_map or {})
    related = get_related_populators(compiler.klass_info, compiler.select, queryset.db)
    model, prefetched = compiler.klass_info["model"], queryset._prefetch_related_lookups  # type: ignore[attr-defined]

    def made(rows: Sequence[tuple[Any, ...]]) -> list[Model]:
        found: list[Model] = []
        for row in rows:
            one = model.from_db(queryset.db, names, row[start:end])
            for populator in related:
                populator.populate(row, one)
            for name, place in annotated.items():
                setattr(one, name, row[place])
            found.append(one)
        if prefetched and found:
            prefetch_related_objects(found, *prefetched)
        return found

    return made
