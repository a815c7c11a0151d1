"""The radar as a workbook: its one sheet, and what a workbook would change, row by row. Nothing is written here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.parties.names import search_key
from samstyring.records.registry import Column, Day, LongText, OneOf, Problem, Row, Sheet, Text, WebAddress
from samstyring.records.takeover.checking import check
from samstyring.records.takeover.reading import Workbook, read

from ..models import RADAR_CONTENT, RadarEntry
from ..rules.radar import content_of, differences, plain, problems, tidied
from .comparison import Comparison

PLATFORMS = {value: label for value, label in RadarEntry.Platform.choices if value}


class RadarSheet(Sheet):
    """The radar's sheet: one row for each entry."""

    name = "portfolio.radar"
    order = 0
    title = gettext_lazy("Radar")
    help = gettext_lazy("One row for each initiative, solution or standard. Leave the code empty for a new one.")
    columns = (
        Column("code", gettext_lazy("Code"), Text(20), required=False),
        Column("name", gettext_lazy("Name"), Text()),
        Column("kind", gettext_lazy("Kind"), OneOf(dict(RadarEntry.Kind.choices))),
        Column("provider", gettext_lazy("Provider"), Text()),
        Column("contact", gettext_lazy("Contact"), Text(), required=False),
        Column("link", gettext_lazy("Address"), WebAddress(), required=False),
        Column("summary", gettext_lazy("About"), LongText(4000), required=False),
        Column("asks", gettext_lazy("What it asks of a municipality"), LongText(4000), required=False),
        Column("asks_by", gettext_lazy("By when"), Day(), required=False),
        Column("platform", gettext_lazy("Platform"), OneOf(PLATFORMS), required=False),
        Column("platform_reason", gettext_lazy("Why not Fiks"), Text(500), required=False),
        Column("state", gettext_lazy("State"), OneOf(dict(RadarEntry.State.choices))),
        Column("network_role", gettext_lazy("Our part in it"), Text(300), required=False),
    )

    def check(self, rows: Sequence[Row], checking: Any) -> None:
        """Find the entry that each row is about, and what cannot stand together in a row."""
        by_code, by_name = _known()
        seen: dict[Any, int] = {}
        for row in rows:
            code = row["code"]
            row.values["entry"] = entry = by_code.get(code) if code else by_name.get(_name_key(row))
            if code and entry is None:
                self.problem(checking, row, "code", _("Nothing on the radar has this code."), _("Leave it empty."))
            key = entry.pk if entry else _name_key(row)
            if row.has("name", "provider") and seen.setdefault(key, row.number) != row.number:
                self.problem(
                    checking,
                    row,
                    "name",
                    _("It stands in row %(row)s too.") % {"row": seen[key]},
                    _("Keep the row that is right, and remove the other."),
                )


SHEET = RadarSheet()


def _known() -> tuple[dict[str, RadarEntry], dict[Any, RadarEntry]]:
    entries = list(RadarEntry.objects.all())
    return {row.code: row for row in entries}, {
        (search_key(row.name), search_key(row.provider)): row for row in entries
    }


def _name_key(row: Row) -> tuple[str, str]:
    return search_key(row["name"] or ""), search_key(row["provider"] or "")


def _values(row: Row, columns: Collection[str]) -> dict[str, Any]:
    """Return what a row says; a column that the file does not have says what the radar says already."""
    entry = row["entry"]
    return tidied(
        {name: getattr(entry, name) if entry and name not in columns else row[name] for name in RADAR_CONTENT}
    )


@dataclass(frozen=True)
class Compared:
    """A row of a workbook beside what the radar says: new, changed in some fields, or the same."""

    number: int
    entry: RadarEntry | None
    values: Mapping[str, Any]
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Return what the row is called."""
        return str(self.values["name"] or "")

    @property
    def is_new(self) -> bool:
        """Tell whether the radar has nothing of the kind."""
        return self.entry is None

    @property
    def is_changed(self) -> bool:
        """Tell whether it says something new of what is here."""
        return self.entry is not None and bool(self.after)


def read_radar(content: bytes, file_name: str) -> Workbook:
    """Read a workbook of the radar. Raises NotReadable."""
    return read(content, file_name, of=[SHEET])


def compare(workbook: Workbook, today: date) -> Comparison[Compared]:
    """Compare a workbook with the radar. A fixed number of SQL statements."""
    checked = check(workbook, today)
    columns = {key for sheet in workbook.sheets for key in sheet.columns}
    rows = [row for sheet in checked.sheets for row in sheet.rows]
    compared = [_compared(row, _values(row, columns)) for row in rows]
    wrong = [
        *checked.problems,
        *(
            _problem(row, name, why)
            for row, each in zip(rows, compared, strict=True)
            for name, why in problems(each.values).items()
            if name in TOGETHER
        ),
    ]
    named = {row["entry"].pk for row in rows if row["entry"]}
    left = list(RadarEntry.objects.exclude(pk__in=named).exclude(state=RadarEntry.State.ENDED))
    return Comparison(compared, wrong, left if rows else [])


TOGETHER = {"platform_reason", "asks"}
"""The fields that one cell alone cannot be wrong in."""


def _problem(row: Row, name: str, why: str) -> Problem:
    return Problem(
        str(SHEET.title), row.number, str(SHEET.column(name).heading), "", why, SHEET.column(name).cell.right()
    )


def _compared(row: Row, values: Mapping[str, Any]) -> Compared:
    entry = row["entry"]
    before = content_of(entry) if entry else {}
    old, new = differences(before, {name: plain(value) for name, value in values.items()})
    return Compared(row.number, entry, values, old, new)


def rows_of(entries: Sequence[RadarEntry]) -> list[dict[str, Any]]:
    """Return entries as rows of the workbook, in the words of the reader's language."""
    return [_row(entry) for entry in entries]


def _row(entry: RadarEntry) -> dict[str, Any]:
    words = {"kind": entry.get_kind_display(), "state": entry.get_state_display()}
    words["platform"] = str(PLATFORMS.get(entry.platform, ""))
    return {
        column.key: str(words.get(column.key) or getattr(entry, column.key) or "") or None
        if column.key != "asks_by"
        else entry.asks_by
        for column in SHEET.columns
    }
