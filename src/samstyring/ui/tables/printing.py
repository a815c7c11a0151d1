"""A list as a document: what it says in plain words, which a higher floor sets as PDF."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from .columns import FIGURES, Column
from .grouping import Grouping


@dataclass(frozen=True)
class Printed:
    """A list in words: its name, the filters that are on, its columns and which are figures, and its rows by group."""

    title: str
    filters: Sequence[str]
    columns: Sequence[str]
    figures: Sequence[bool]
    groups: Sequence[tuple[str, Sequence[Sequence[str]]]]


Printer = Callable[[Printed], bytes]
"""Sets a list as PDF, in the language of the page."""

_printers: list[Printer] = []


def register_printer(printer: Printer) -> Printer:
    """Say who sets lists as PDF: one for the house."""
    _printers[:] = [printer]
    return printer


def can_print() -> bool:
    """Tell whether lists can be had as PDF."""
    return bool(_printers)


def in_words(
    title: str, filters: Sequence[str], columns: Sequence[Column], rows: Iterable[Any], grouping: Grouping | None
) -> Printed:
    """Return a list in words; rows that say the same group follow each other."""
    groups: list[tuple[str, list[Sequence[str]]]] = []
    for row in rows:
        heading = str(grouping.words(row)) if grouping else ""
        if not groups or groups[-1][0] != heading:
            groups.append((heading, []))
        groups[-1][1].append([column.words(row) for column in columns])
    labels = [str(column.label) for column in columns]
    return Printed(title, filters, labels, [column.kind in FIGURES for column in columns], groups)


def as_pdf(printed: Printed, name: str) -> HttpResponse:
    """Return a list as a PDF."""
    response = HttpResponse(_printers[0](printed), content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.pdf") or "attachment"
    return response
