"""Writing tables as workbooks: text stays text, whatever it begins with, and nothing is cut without being said."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from samstyring.kernel.clock import OSLO

MOST_LETTERS = 32_767
MOST_ROWS = 1_000_000
_BOLD = Font(bold=True)


class Book:
    """A workbook that is written row by row."""

    def __init__(self) -> None:
        self._book = Workbook(write_only=True)

    def sheet(self, title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Write a table as a sheet (as several, where one cannot hold it). Return how many rows it has."""
        count, worksheet = 0, self._begin(title, headings)
        for row in rows:
            if count and count % MOST_ROWS == 0:
                worksheet = self._begin(f"{title[:25]} {count // MOST_ROWS + 1}", headings)
            worksheet.append([_cell(worksheet, value) for value in row])
            count += 1
        return count

    def _begin(self, title: str, headings: Sequence[str]) -> Any:
        worksheet = self._book.create_sheet(title[:31])
        worksheet.freeze_panes = "A2"
        cells = []
        for index, heading in enumerate(headings, start=1):
            worksheet.column_dimensions[get_column_letter(index)].width = min(40, max(12, len(heading) + 2))
            cell = WriteOnlyCell(worksheet, value=heading)
            cell.font = _BOLD
            cells.append(cell)
        worksheet.append(cells)
        return worksheet

    def save(self, path: Path) -> None:
        """Write the file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._book.save(path)


def _cell(worksheet: Any, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(OSLO).replace(tzinfo=None)
    if value is None or isinstance(value, bool | int | float | date):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    if len(text) > MOST_LETTERS:
        note = _("[the whole text is in the JSON file]")
        text = text[: MOST_LETTERS - len(note) - 1] + " " + note
    if text[:1] != "=":
        return text
    cell = WriteOnlyCell(worksheet, value=text)
    cell.data_type = "s"  # not a formula
    return cell
