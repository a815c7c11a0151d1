"""Rows drawn as HTML. A page has hundreds of cells: what is the same for a whole column is written once."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ..escaping import escaped
from .columns import Column


class Drawing:
    """Draws the rows of a table with these columns."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = [(column, *_tags(column)) for column in columns]
        self._look = escaped(_("Quick look"))

    def row(self, row: Any, look: str = "") -> SafeString:
        """Return the row's cells; `look` is the address of a quick look, which the heading then leads to."""
        return SafeString("".join(self._cells(row, look)))  # each part is escaped

    def _cells(self, row: Any, look: str) -> Iterator[str]:
        for column, opening, closing in self._columns:
            yield opening
            yield escaped(column.html(row))
            if look and column.header:
                yield self._quick_look(row, look)
            yield closing

    def _quick_look(self, row: Any, look: str) -> str:
        address = escaped(look)
        return (
            f' <a class="ds-link small no-print table-look-link" href="{address}" hx-get="{address}"'
            f' hx-target="closest tr" hx-swap="afterend" data-look>{self._look}'
            f'<span class="ds-sr-only">: {escaped(row)}</span></a>'
        )


def _tags(column: Column) -> tuple[str, str]:
    """Return what stands before and after the column's cells."""
    css = format_html(' class="{}"', column.classes) if column.classes else ""
    if column.header:
        return format_html('<th scope="row"{}>', css), "</th>"
    return format_html('<td{} data-label="{}">', css, column.label), "</td>"
