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


def write_key(values: Sequence[Any]) -> str:
    """Write the sort value and the key of a row as one short text for the address."""
    named: list[list[Any]] = [
        ["none", None] if value is None else [type(value).__name__, value if isinstance(value, bool) else str(value)]
        for value in values
    ]
    return base64.urlsafe_b64encode(json.dumps(named).encode()).decode().rstrip("=")


def read_key(text: str) -> list[Any]:
    """Read such a text. Raises ValueError for anything else."""
    try:
        named = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return [_READERS[kind](value) for kind, value in named]
    except (binascii.Error, KeyError, TypeError, ArithmeticError, UnicodeDecodeError, ValueError) as error:
        raise ValueError(text) from error


def everything(rows: QuerySet[Any] | Sequence[Any], *, sort: str, descending: bool) -> Iterator[Any]:
    """Yield all rows in the same order, a queryset's without holding them all."""
    if isinstance(rows, QuerySet):
        return _ordered(rows, sort or "pk", descending).iterator(chunk_size=500)
    return iter(_sorted(rows, sort, descending))


def page_of(
    rows: QuerySet[Any] | Sequence[Any], *, sort: str, descending: bool, after: str, size: int
) -> tuple[list[Any], str]:
    """Return one page of rows and the key after which the next begins (empty at the end).

    `sort` is a field of the queryset, or an attribute of the rows where they are a plain sequence. Rows without a value
    come last. An `after` that cannot be read gives the first page.
    """
    if isinstance(rows, QuerySet):
        return _page_of_query(rows, sort, descending, after, size)
    ordered = _sorted(rows, sort, descending)
    try:
        start = int(read_key(after)[0]) if after else 0
    except (ValueError, IndexError):
        start = 0
    more = write_key([start + size]) if len(ordered) > start + size else ""
    return ordered[start : start + size], more


def _sorted(rows: Sequence[Any], sort: str, descending: bool) -> list[Any]:
    if not sort:
        return list(rows)
    known = [row for row in rows if _value(row, sort) is not None]
    known.sort(key=lambda row: _value(row, sort), reverse=descending)
    return known + [row for row in rows if _value(row, sort) is None]


def _ordered(rows: QuerySet[Any], sort: str, descending: bool) -> QuerySet[Any]:
    by = F(sort).desc(nulls_last=True) if descending else F(sort).asc(nulls_last=True)
    return rows.order_by(by, "-pk" if descending else "pk")


def _page_of_query(rows: QuerySet[Any], sort: str, descending: bool, after: str, size: int) -> tuple[list[Any], str]:
    sort = sort or "pk"
    ordered = _ordered(rows, sort, descending)
    found: list[Any] = []
    try:
        found = list(_after(ordered, sort, descending, read_key(after))[: size + 1] if after else ordered[: size + 1])
    except (ValueError, FieldError, ValidationError, TypeError):
        if not after:
            raise
        found = list(ordered[: size + 1])
    page = found[:size]
    more = write_key([_value(page[-1], sort), page[-1].pk]) if len(found) > size else ""
    return page, more


def _after(rows: QuerySet[Any], sort: str, descending: bool, key: Sequence[Any]) -> QuerySet[Any]:
    value, last = key
    beyond = "lt" if descending else "gt"
    same = Q(**{f"pk__{beyond}": last})
    if value is None:
        return rows.filter(Q(**{f"{sort}__isnull": True}) & same)
    return rows.filter(Q(**{f"{sort}__{beyond}": value}) | Q(**{sort: value}) & same | Q(**{f"{sort}__isnull": True}))


def _value(row: Any, path: str) -> Any:
    for part in path.replace("__", ".").split("."):
        row = row.get(part) if isinstance(row, dict) else getattr(row, part, None)
        if row is None:
            return None
    return row
