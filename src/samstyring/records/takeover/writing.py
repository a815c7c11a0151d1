"""Writing a workbook to fill in: the sheets with their columns, and a sheet of guidance in the reader's language."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ..registry.sheets import Column, Sheet, sheets

HELP_TITLE = gettext_lazy("Guidance")
_HEADING = PatternFill("solid", fgColor="FFE8EDF3")
_LOCKED = PatternFill("solid", fgColor="FFF3F3F3")
_BOLD = Font(bold=True)
_UNLOCKED = Protection(locked=False)
_TOP = Alignment(vertical="top", wrap_text=True)
_LAST = 5_000
"""Choices are offered down to this row."""


def workbook(
    rows: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    *,
    of: Sequence[Sheet] | None = None,
    guidance: Sequence[str] = (),
    spare: int = 0,
) -> bytes:
    """Return a workbook with every sheet of the takeover, or with those given.

    Empty, or with rows (sheet name -> column key -> value). `guidance` are the lines that stand first in a workbook of
    other sheets than the takeover's; `spare` is how many empty rows can be filled in where columns are locked.
    """
    book = Workbook(write_only=True)
    book.properties.creator = "Samstyring"
    if of is None:
        _write_guidance(book)
    elif guidance:
        _write_words(book, guidance, of)
    for sheet in sheets() if of is None else of:
        _write_sheet(book, sheet, (rows or {}).get(sheet.name, ()), spare)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_sheet(book: Workbook, sheet: Sheet, rows: Sequence[Mapping[str, Any]], spare: int) -> None:
    worksheet = book.create_sheet(str(sheet.title))
    worksheet.freeze_panes = "A2"
    for index, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(index)
        worksheet.column_dimensions[letter].width = column.cell.width
        _offer_choices(worksheet, column, letter)
    worksheet.append([_heading(worksheet, column) for column in sheet.columns])
    for row in rows:
        worksheet.append([_value(worksheet, column, row.get(column.key)) for column in sheet.columns])
    if any(column.locked for column in sheet.columns):
        for _number in range(spare if sheet.takes_new else 0):
            worksheet.append([_free(WriteOnlyCell(worksheet)) for _column in sheet.columns])
        # Without a password: it keeps from changing by mistake what tells the rows apart, and keeps nobody out.
        worksheet.protection.sheet = True
        worksheet.protection.formatColumns = worksheet.protection.autoFilter = False


def _free(cell: Any) -> Any:
    cell.protection = _UNLOCKED
    return cell


def _heading(worksheet: Any, column: Column) -> Any:
    cell = WriteOnlyCell(worksheet, value=f"{column.heading}{' *' if column.required else ''}")
    cell.font, cell.fill = _BOLD, _HEADING
    cell.comment = Comment(_guidance(column), "Samstyring", width=320, height=120)
    return cell


def _value(worksheet: Any, column: Column, value: Any) -> Any:
    cell = WriteOnlyCell(worksheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # also what begins as a formula
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    if column.locked:
        cell.fill = _LOCKED
    else:
        _free(cell)
    if column.cell.number_format:
        cell.number_format = column.cell.number_format
    if column.cell.width > 30:
        cell.alignment = _TOP
    return cell


def _offer_choices(worksheet: Any, column: Column, letter: str) -> None:
    choices = column.cell.choices()
    listed = '"' + ",".join(choices) + '"'
    # Several words in one cell, words with commas, and long lists cannot be offered as a list by a spreadsheet.
    if not choices or column.cell.width >= 40 or any("," in word for word in choices) or len(listed) > 255:
        return
    offered = DataValidation("list", formula1=listed, allow_blank=True, showErrorMessage=False)
    offered.add(f"{letter}2:{letter}{_LAST}")
    worksheet.data_validations.append(offered)


def _guidance(column: Column) -> str:
    need = _("Must be filled in.") if column.required else _("Can be left empty.")
    return " ".join(part for part in (str(column.help), column.cell.right(), need) if part)


def _write_guidance(book: Workbook) -> None:
    worksheet = book.create_sheet(str(HELP_TITLE))
    for letter, width in zip("ABCD", (24, 28, 70, 34), strict=True):
        worksheet.column_dimensions[letter].width = width
    _line(worksheet, _("Taking over what was decided before"), bold=True)
    for text in (
        _("Fill in the sheets that you need. Each row is one thing. A star marks what must be filled in."),
        _(
            "Decisions come first: projects, mandates, budgets and seat holders rest on a decision, named by its number."
        ),
        _("Everything keeps its own number and date and is marked as taken over, with its source."),
        _("Nothing is written before the whole file is without errors and someone has confirmed it."),
    ):
        _line(worksheet, text)
    _write_columns(worksheet, sheets())


def _write_words(book: Workbook, guidance: Sequence[str], of: Sequence[Sheet]) -> None:
    worksheet = book.create_sheet(str(HELP_TITLE))
    for letter, width in zip("ABCD", (24, 28, 70, 34), strict=True):
        worksheet.column_dimensions[letter].width = width
    for number, text in enumerate(guidance):
        _line(worksheet, text, bold=number == 0)
    _write_columns(worksheet, of)


def _write_columns(worksheet: Any, of: Sequence[Sheet]) -> None:
    for sheet in of:
        worksheet.append([])
        _line(worksheet, str(sheet.title), bold=True)
        _line(worksheet, str(sheet.help))
        worksheet.append([_cell(worksheet, words, bold=True) for words in _columns_heading()])
        for column in sheet.columns:
            texts = (
                f"{column.heading}{' *' if column.required else ''}",
                _need(column),
                " ".join(part for part in (str(column.help), column.cell.right()) if part),
                str(column.example),
            )
            worksheet.append([_cell(worksheet, text) for text in texts])


def _need(column: Column) -> str:
    if column.locked:
        return _("locked")
    return _("must be filled in") if column.required else _("can be left empty")


def _columns_heading() -> tuple[str, ...]:
    return (_("Column"), _("Needed"), _("What to write"), _("Example"))


def _line(worksheet: Any, text: str, *, bold: bool = False) -> None:
    cell = WriteOnlyCell(worksheet, value=text)
    if bold:
        cell.font = _BOLD
    worksheet.append([cell])


def _cell(worksheet: Any, text: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(worksheet, value=text)
    cell.alignment = _TOP
    if bold:
        cell.font, cell.fill = _BOLD, _HEADING
    return cell
