"""Every table of the house, as JSON and as a workbook, without secrets."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from . import names
from .sheet import Book
from .target import Target

_SECRET = re.compile(r"password|token|secret|_hash$|session")
"""Columns that open something: they stay behind."""
CHUNK = 500


def tables() -> list[type[models.Model]]:
    """Return the models of the house's own tables, in the order of the floors, with those that join two others."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_config is not None
        and model._meta.app_config.name.startswith("samstyring.")
        and model._meta.managed
        and not model._meta.proxy
    ]


def columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Return the columns of a table that may leave: all but secrets."""
    return [field for field in model._meta.concrete_fields if not _SECRET.search(field.column or "")]


def name_of(model: type[models.Model]) -> str:
    """Return the table's name in the export: "governance.meeting"."""
    return model._meta.label_lower


def _rows(model: type[models.Model]) -> Iterator[tuple[Any, ...]]:
    names = [field.attname for field in columns(model)]
    key = model._meta.pk.attname if model._meta.pk else names[0]
    found = model._default_manager.order_by(key).values_list(*names)
    return found.iterator(chunk_size=CHUNK)


def plain(value: Any) -> Any:
    """Return a value as JSON holds it: days and instants in ISO form, whole øre, everything else as it is."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    return value


def write_tables(target: Target) -> dict[str, int]:
    """Write every table twice. Return how many rows each has."""
    counts: dict[str, int] = {}
    models_ = tables()
    for done, model in enumerate(models_):
        target.tell(name_of(model), done, len(models_))
        counts[name_of(model)] = _write_json(target, model)
        _write_workbook(target, model)
    return counts


def _write_json(target: Target, model: type[models.Model]) -> int:
    fields = columns(model)
    head = {
        "table": name_of(model),
        "columns": [_described(field) for field in fields],
    }
    count = 0
    with target.opened("json", names.data(), "json", f"{name_of(model)}.json") as file:
        file.write(json.dumps(head, ensure_ascii=False, indent=1)[:-2])
        file.write(',\n "rows": [')
        for row in _rows(model):
            line = {field.column: plain(value) for field, value in zip(fields, row, strict=True)}
            file.write(f"{',' if count else ''}\n  {json.dumps(line, ensure_ascii=False)}")
            count += 1
        file.write("\n ]\n}\n")
    return count


def _described(field: models.Field[Any, Any]) -> dict[str, str]:
    described = {"name": str(field.column), "type": field.get_internal_type()}
    if field.related_model is not None and not isinstance(field.related_model, str):
        described["refers_to"] = name_of(field.related_model)
    return described


def _write_workbook(target: Target, model: type[models.Model]) -> None:
    fields = columns(model)
    book = Book()
    book.sheet(model._meta.model_name or "table", [str(field.column) for field in fields], map(_written, _rows(model)))
    place = target.place(names.data(), "xlsx", f"{name_of(model)}.xlsx")
    book.save(target.root / place)
    target.written["xlsx"] += 1


def _written(row: Sequence[Any]) -> list[Any]:
    return [json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value for value in row]
