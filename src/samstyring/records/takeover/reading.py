"""Reading a workbook as it stands, within limits: an .xlsx is a zip of XML, and either can be made to swell."""

import hashlib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import load_workbook

from samstyring.kernel.errors import Refusal
from samstyring.parties.names import search_key

from ..registry.cells import LANGUAGES
from ..registry.sheets import Row, Sheet, sheets

MOST_BYTES = 50_000_000
MOST_UNPACKED = 100_000_000
MOST_TEXTS = 250_000
"""How many different texts a workbook can hold: each is read, however short it is, before any row is."""
MOST_PARTS = 1_000
MOST_ROWS = 100_000
MOST_COLUMNS = 60


class NotReadable(Refusal):
    """The file is not a workbook that can be read here."""


@dataclass
class ReadSheet:
    """A sheet as it stood: its rows by column key, headings that no column has, and columns that were not there."""

    sheet: Sheet
    title: str
    rows: list[Row] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    """The keys of the columns that were there."""


@dataclass
class Workbook:
    """A workbook as it stood. `unknown` are sheets with content that nothing here reads."""

    file_name: str
    content: bytes
    sha256: str
    sheets: list[ReadSheet]
    unknown: list[str]

    @property
    def row_count(self) -> int:
        """Return how many filled rows the known sheets have."""
        return sum(len(sheet.rows) for sheet in self.sheets)

    def texts(self, *keys: str) -> set[str]:
        """Return what stands in some columns, in any sheet, as text."""
        rows = (row.raw for sheet in self.sheets for row in sheet.rows)
        return {str(raw[key]).strip() for raw in rows for key in keys if raw.get(key) is not None}


def read(content: bytes, file_name: str, *, of: Sequence[Sheet] | None = None) -> Workbook:
    """Read a workbook of the sheets of the takeover, or of those given.

    Raises NotReadable for what is no .xlsx, or is larger than the limits.
    """
    wanted = list(of) if of is not None else sheets()
    book, formulas = _opened(content), _formulas(content)
    known = _titles(wanted)
    found: dict[str, ReadSheet] = {}
    unknown = []
    for worksheet in book.worksheets:
        sheet = known.get(search_key(worksheet.title))
        if sheet is not None and sheet.name not in found:
            found[sheet.name] = _read_sheet(sheet, worksheet, formulas.get(worksheet.title, {}))
        elif search_key(worksheet.title) not in _help_titles() and next(_filled(worksheet), None) is not None:
            unknown.append(worksheet.title)
    ordered = [found[sheet.name] for sheet in wanted if sheet.name in found]
    return Workbook(file_name, content, hashlib.sha256(content).hexdigest(), ordered, unknown)


@dataclass(frozen=True)
class Listed:
    """A list as another system exports it: its headings as they stand, and its rows by their number."""

    title: str
    headings: Sequence[str]
    rows: Sequence[tuple[int, Sequence[Any]]]


def read_list(content: bytes) -> Listed:
    """Read the first sheet that holds anything, whatever it is called. Raises NotReadable."""
    for worksheet in _opened(content).worksheets:
        try:
            rows = list(_filled(worksheet))
        except NotReadable:
            raise
        except Exception as error:  # a damaged part is met first when its rows are read
            raise NotReadable(_damaged(worksheet)) from error
        if rows:
            (_number, heading), *rest = rows
            headings = [str(value if value is not None else "").strip() for value in heading]
            while headings and not headings[-1]:
                headings.pop()
            return Listed(
                worksheet.title, headings, [(number, [_plain(value) for value in values]) for number, values in rest]
            )
    raise NotReadable(_("The workbook holds no rows."))


def is_filled(value: Any) -> bool:
    """Tell whether a cell holds something."""
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def _damaged(worksheet: Any) -> str:
    return _("The sheet %(sheet)s is damaged and cannot be read.") % {"sheet": worksheet.title}


class Formula(str):
    """A formula whose value does not stand in the file: the program that wrote it never worked it out."""

    __slots__ = ()


def _formulas(content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Return the formulas of each sheet by row and place in it, of a workbook that was opened. Most have none."""
    with zipfile.ZipFile(BytesIO(content)) as container:
        parts = [name for name in container.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        if not any(b"<f" in container.read(name) for name in parts):
            return {}
    found: dict[str, dict[tuple[int, int], str]] = {}
    for worksheet in load_workbook(BytesIO(content), read_only=True, keep_links=False).worksheets:
        worksheet.reset_dimensions()
        cells = (cell for row in worksheet.iter_rows(max_col=MOST_COLUMNS, max_row=MOST_ROWS) for cell in row)
        found[worksheet.title] = {
            (cell.row, cell.column - 1): str(cell.value) for cell in cells if cell.data_type == "f" and cell.value
        }
    return found


def _opened(content: bytes) -> Any:
    _check_container(content)
    try:
        return load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever the XML happens to break
        raise NotReadable(_("The file is damaged or not an Excel workbook. Save it anew as .xlsx.")) from error


def _check_container(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise NotReadable(_("The file is too large. Divide it into several workbooks."))
    try:
        with zipfile.ZipFile(BytesIO(content)) as container:
            parts = container.infolist()
            if "xl/workbook.xml" not in container.namelist():
                raise NotReadable(_("This is not an Excel workbook. Save it as .xlsx."))
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise NotReadable(_("The file grows too large when it is unpacked. Divide it into several workbooks."))
            if _texts_in(container) > MOST_TEXTS:
                raise NotReadable(_("The file grows too large when it is unpacked. Divide it into several workbooks."))
            for part in parts:
                with container.open(part) as opened:
                    if b"<!DOCTYPE" in opened.read(4_000):
                        raise NotReadable(_("The file holds what a workbook does not need, and is not opened."))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise NotReadable(_("This is not an Excel workbook. Save it as .xlsx.")) from error


def _texts_in(container: zipfile.ZipFile) -> int:
    """Return how many texts the workbook keeps apart from its sheets."""
    names = [name for name in container.namelist() if name.lower().endswith("sharedstrings.xml")]
    return sum(container.read(name).count(b"<si") for name in names)


def _titles(wanted: Sequence[Sheet]) -> dict[str, Sheet]:
    """Return every spelling of a sheet's title, folded -> the sheet."""
    known: dict[str, Sheet] = {}
    for language in LANGUAGES:
        with override(language):
            known |= {search_key(str(sheet.title)): sheet for sheet in wanted}
    return known


def _help_titles() -> set[str]:
    from .writing import HELP_TITLE

    titles = set()
    for language in LANGUAGES:
        with override(language):
            titles.add(search_key(str(HELP_TITLE)))
    return titles


def _headings(sheet: Sheet) -> dict[str, str]:
    """Return every spelling of a heading, folded -> the column's key."""
    known: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            known |= {search_key(str(column.heading)): column.key for column in sheet.columns}
    return known | {search_key(column.key): column.key for column in sheet.columns}


def _filled(worksheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Give the rows that hold something, with their numbers. Raises NotReadable past the limit of rows."""
    worksheet.reset_dimensions()  # what the file says of its own size is not always true
    for number, values in enumerate(worksheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
        if number > MOST_ROWS:
            raise NotReadable(
                _("The sheet %(sheet)s has more than %(most)s rows. Divide it into several workbooks.")
                % {"sheet": worksheet.title, "most": MOST_ROWS}
            )
        if any(is_filled(value) for value in values):
            yield number, values


def _read_sheet(sheet: Sheet, worksheet: Any, formulas: Mapping[tuple[int, int], str]) -> ReadSheet:
    read_sheet = ReadSheet(sheet, worksheet.title)
    try:
        rows = _filled(worksheet)
        _number, heading = next(rows, (0, ()))
        keys = _keys(sheet, heading, read_sheet)
        for number, values in rows:
            raw = {
                key: _plain(value)
                for key, value in zip(keys, values, strict=False)
                if key is not None and is_filled(value)
            }
            for place, key in enumerate(keys):
                if key is not None and key not in raw and (number, place) in formulas:
                    raw[key] = Formula(formulas[number, place])
            if raw:
                read_sheet.rows.append(Row(number, raw))
    except NotReadable:
        raise
    except Exception as error:  # a damaged part is met first when its rows are read
        raise NotReadable(_damaged(worksheet)) from error
    return read_sheet


def _keys(sheet: Sheet, heading: Sequence[Any], read_sheet: ReadSheet) -> list[str | None]:
    known = _headings(sheet)
    keys: list[str | None] = []
    for value in heading:
        words = str(value or "").strip().rstrip("*").strip()
        key = known.get(search_key(words)) if words else None
        if words and (key is None or key in keys):
            read_sheet.unknown.append(words)
            key = None
        keys.append(key)
    read_sheet.columns = [key for key in keys if key is not None]
    read_sheet.missing = [column.key for column in sheet.columns if column.required and column.key not in keys]
    return keys


def _plain(value: Any) -> Any:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value
