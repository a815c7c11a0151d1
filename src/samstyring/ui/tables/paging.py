"""Paging by key: a page begins after the last row of the one before, whatever was added meanwhile. Nothing is counted."""

import base64
import binascii
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldError, ValidationError
from django.db.models import F, Q, QuerySet

from samstyring.kernel.keeping import of_rows

_READERS: dict[str, Any] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "Decimal": Decimal,
    "UUID": UUID,
    "int": int,
    "bool": bool,
    "str": str,
    "none": lambda _text: None,
}


LONGEST_KEY = 2_000
"""Characters; what is longer, or nested deep, was not written here."""


def write_key(values: Sequence[Any]) -> str:
    """Write the sort value and the key of a row as one short text for the address."""
    named: list[list[Any]] = [
        ["none", None] if value is None else [type(value).__name__, value if isinstance(value, bool) else str(value)]
        for value in values
    ]
    return base64.urlsafe_b64encode(json.dumps(named).encode()).decode().rstrip("=")


def read_key(text: str) -> list[Any]:
    """Read such a text. Raises ValueError for anything else."""
    if len(text) > LONGEST_KEY:
        raise ValueError(text[:LONGEST_KEY])
    try:
        named = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return [_READERS[kind](value) for kind, value in named]
    except (binascii.Error, KeyError, TypeError, ArithmeticError, RecursionError, ValueError) as error:
        raise ValueError(text) from error


# What rows are ordered by: fields (a row's attributes where they are a plain sequence), each falling or not.
Order = Sequence[tuple[str, bool]]


def everything(rows: QuerySet[Any] | Sequence[Any], order: Order) -> Iterator[Any]:
    """Yield all rows in the same order, a queryset's without holding them all."""
    if isinstance(rows, QuerySet):
        return _ordered(rows, order).iterator(chunk_size=500)
    return iter(_sorted(rows, order))


def page_of(
    rows: QuerySet[Any] | Sequence[Any], order: Order, *, after: str, size: int, keep: bool = False
) -> tuple[list[Any], str]:
    """Return one page of rows and the key after which the next begins (empty at the end).

    `keep`: which rows of a queryset stand on the first page is kept until an act writes what it was read from.

    `order` names fields of the queryset, or attributes of the rows where they are a plain sequence. Rows without a value
    come last. An `after` that cannot be read gives the first page.
    """
    if isinstance(rows, QuerySet):
        return _page_of_query(rows, order, after, size, keep)
    ordered = _sorted(rows, order)
    try:
        start = int(read_key(after)[0]) if after else 0
    except (ValueError, IndexError, TypeError, ArithmeticError):
        start = 0
    start = max(start, 0)
    more = write_key([start + size]) if len(ordered) > start + size else ""
    return ordered[start : start + size], more


def _sorted(rows: Sequence[Any], order: Order) -> list[Any]:
    """Sort by the last field first: the sorting is stable, so the first field has the last word."""
    out = list(rows)
    for field, descending in reversed(order):
        known = [row for row in out if _value(row, field) is not None]
        known.sort(key=lambda row: _value(row, field), reverse=descending)
        out = known + [row for row in out if _value(row, field) is None]
    return out


def _whole(order: Order) -> list[tuple[str, bool]]:
    """Return the order with the key last, so that no two rows are equal in it."""
    return [*order, ("pk", order[-1][1] if order else False)]


def _ordered(rows: QuerySet[Any], order: Order) -> QuerySet[Any]:
    *fields, (key, falling) = _whole(order)
    by = [F(name).desc(nulls_last=True) if down else F(name).asc(nulls_last=True) for name, down in fields]
    return rows.order_by(*by, f"-{key}" if falling else key)


def _first(rows: QuerySet[Any], order: Order, count: int, *, keep: bool = False) -> QuerySet[Any]:
    """Return the first so many rows in their order.

    The database puts keys alone in order. What is worked out for each row, and what is joined to it, it then fetches for
    these few: sorted along with all rows, it took longer than the rest of the page.
    """
    if not (rows.query.annotations or rows.query.select_related):
        return _ordered(rows, order)[:count]
    keys = _ordered(rows, order).values_list("pk", flat=True)[:count]
    return _ordered(rows.filter(pk__in=of_rows(keys, "keys", lambda: list(keys)) if keep else keys), order)


def _page_of_query(rows: QuerySet[Any], order: Order, after: str, size: int, keep: bool) -> tuple[list[Any], str]:
    found: list[Any] = []
    try:
        beyond = rows.filter(_beyond(order, read_key(after))) if after else rows
        found = list(_first(beyond, order, size + 1, keep=keep and not after))
    except (ValueError, FieldError, ValidationError, TypeError):
        if not after:
            raise
        found = list(_first(rows, order, size + 1))
    page = found[:size]
    more = write_key([_value(page[-1], name) for name, _down in _whole(order)]) if len(found) > size else ""
    return page, more


def _beyond(order: Order, key: Sequence[Any]) -> Q:
    """Return what holds for the rows after the one whose values these are. Raises ValueError for another order's key."""
    beyond, same = Q(pk__in=[]), Q()
    for (name, descending), value in zip(_whole(order), key, strict=True):
        if value is None:
            same &= Q(**{f"{name}__isnull": True})
            continue
        further = Q(**{f"{name}__{'lt' if descending else 'gt'}": value})
        beyond |= same & (further if name == "pk" else further | Q(**{f"{name}__isnull": True}))
        same &= Q(**{name: value})
    return beyond


def _value(row: Any, path: str) -> Any:
    for part in path.replace("__", ".").split("."):
        row = row.get(part) if isinstance(row, dict) else getattr(row, part, None)
        if row is None:
            return None
    return row
