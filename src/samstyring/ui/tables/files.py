"""A table as a file: CSV for machines, a workbook for people."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .columns import Column

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FORMATS = {
    "money": "#,##0.00",
    "percent": "0 %",
    "number": "#,##0.##",
    "day": "dd.mm.yyyy",
    "moment": "dd.mm.yyyy hh:mm",
}


def harmless(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def as_csv(columns: Sequence[Column], rows: Iterable[Any], name: str) -> StreamingHttpResponse:
    """Return the rows as CSV (UTF-8, comma, ISO dates, kroner with a point), written as it is sent."""

    class Echo:
        def write(self, text: str) -> str:
            return text

    writer = csv.writer(Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow([harmless(str(column.label)) for column in columns])
        for row in rows:
            yield writer.writerow([_text(column.plain(row)) for column in columns])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.csv") or "attachment"
    return response


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat(*([" ", "minutes"] if isinstance(value, datetime) else []))
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    return harmless(str(value))


def as_workbook(columns: Sequence[Column], rows: Iterable[Any], name: str, title: str) -> HttpResponse:
    """Return the rows as a workbook with real numbers and dates, a frozen heading row and a filter on it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("".join(sign for sign in title if sign not in "[]:*?/\\")[:31] or name[:31])
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = 16 if column.kind != "text" else 30
    heading = []
    for column in columns:
        cell = WriteOnlyCell(sheet, str(column.label))
        cell.data_type = "s"
        cell.font = Font(bold=True)
        heading.append(cell)
    sheet.append(heading)
    count = 1
    for row in rows:
        sheet.append([_cell(sheet, column, column.plain(row)) for column in columns])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"
    out = io.BytesIO()
    book.save(out)
    response = HttpResponse(
        out.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx") or "attachment"
    return response


def _cell(sheet: Any, column: Column, value: Any) -> Any:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA)
    elif column.kind in _FORMATS:
        cell.number_format = _FORMATS[column.kind]
    return cell
