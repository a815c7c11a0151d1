"""Columns: what stands in a cell, on the page and in a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from typing import Any, Literal

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from samstyring.kernel.clock import OSLO

from .. import formats
from ..escaping import element, escaped
from ..templatetags import ui as tags

Kind = Literal["text", "number", "money", "percent", "day", "moment", "mark", "clause", "basis"]
FIGURES = ("number", "money", "percent")


@dataclass(frozen=True)
class Column:
    """A column. `name` reads the row's attribute (dots and keys allowed) unless `value` is given.

    `kind` says how it is written: money is øre, percent a share between 0 and 1, mark a pair (state, word).
    `sort` is the field that it is sorted by (a row's attribute for rows that are no queryset); `link` gives the address
    that the cell leads to; `header` makes it the row's heading; `small` a quiet second line under it; `css` a class;
    `decimals` for numbers. `on_page=False` keeps it for files, `in_files=False` for the page.
    """

    name: str
    label: Any
    kind: Kind = "text"
    value: Callable[[Any], Any] | None = None
    sort: str = ""
    link: Callable[[Any], str] | None = None
    header: bool = False
    small: Callable[[Any], Any] | None = None
    css: str = ""
    decimals: int | None = None
    on_page: bool = True
    in_files: bool = True

    @property
    def classes(self) -> str:
        """Return the classes of its cells."""
        return f"{'num ' if self.kind in FIGURES else ''}{self.css}".strip()

    def read(self, row: Any) -> Any:
        """Return the row's value."""
        if self.value is not None:
            return self.value(row)
        for part in self.name.split("."):
            row = row.get(part) if isinstance(row, Mapping) else getattr(row, part, None)
            if row is None:
                return None
        return row() if callable(row) else row

    def html(self, row: Any) -> SafeString | str:
        """Write the cell on the page."""
        written = self.written(self.read(row))
        if self.link and (address := self.link(row)):
            written = element('<a class="ds-link" href="%s">', written, "</a>", address)
        if self.small and (more := self.small(row)):
            both = SafeString(escaped(written) + element('<br><span class="small muted">', more, "</span>"))
            written = both if self.header else element("<div>", both, "</div>")  # on a phone they stand together
        return written

    def written(self, value: Any) -> SafeString | str:
        """Write a value as this column writes it."""
        if value is None or value == "":
            return "" if self.kind in ("text", "clause", "basis", "mark") else formats.EN_DASH
        return SafeString(escaped(_WRITERS[self.kind](self, value)))

    def words(self, row: Any) -> str:
        """Return the cell in words, as the page writes it: for a document."""
        value = self.read(row)
        if self.kind == "mark" and value:
            said = str(value[1] if len(value) > 1 and value[1] else tags.MARKS[value[0]])
        elif self.kind in ("clause", "basis"):
            said = str(self.plain(row) or "")
        else:
            said = unescape(strip_tags(self.written(value)))
        more = self.small(row) if self.small else ""
        return f"{said}\n{more}" if more else said

    def plain(self, row: Any) -> str | int | Decimal | date | datetime | None:
        """Return the cell for a file: kroner as a number, days as days, marks as their words."""
        value = self.read(row)
        if value is None:
            return None
        if self.kind == "money":
            return Decimal(value) / 100
        if self.kind in ("number", "percent"):
            return value if isinstance(value, int | Decimal) else Decimal(str(value))
        if self.kind == "mark":
            return str(value[1] if len(value) > 1 and value[1] else tags.MARKS[value[0]])
        if self.kind == "basis":
            return str(value.label)
        if isinstance(value, datetime):
            return value.astimezone(OSLO).replace(tzinfo=None, microsecond=0)
        return value if isinstance(value, date | int | Decimal) and not isinstance(value, bool) else str(value)


_WRITERS: Mapping[Kind, Callable[[Column, Any], Any]] = {
    "text": lambda _column, value: str(value),
    "number": lambda column, value: formats.number(value, column.decimals),
    "money": lambda _column, value: formats.money(value, False),
    "percent": lambda column, value: formats.percent(value, column.decimals or 0),
    "day": lambda _column, value: tags.short_day(value),
    "moment": lambda _column, value: tags.moment(value),
    "mark": lambda _column, pair: tags.mark(*pair),
    "clause": lambda _column, value: tags.clause(value),
    "basis": lambda _column, value: tags.basis(value),
}
"""How the value of each kind of column is written."""
