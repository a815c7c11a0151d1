"""The purposes of the agreement as a table: how many projects serve each, which, and where they stand (GP-1)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy, ngettext

from samstyring.ui import formats
from samstyring.ui.addresses import address_of
from samstyring.ui.tables import Column, Table
from samstyring.ui.templatetags.ui import mark


def _named(row: Any) -> str:
    """Name the first few projects in words, and say how many more there are."""
    return ", ".join([*(each.name for each in row.few), *([_more(row)] if row.more else [])])


def _more(row: Any) -> str:
    words = ngettext("and %(words)s more project", "and %(words)s more projects", row.more)
    return words % {"words": formats.number(row.more)}


def _which(row: Any) -> Any:
    """Name the first few projects, each a link, and say how many more there are."""
    if not row.few:
        return mark("na", gettext_lazy("No project"))
    parts = [format_html('<a class="ds-link" href="{}">{}</a>', each.get_absolute_url(), each.name) for each in row.few]
    if row.more:
        parts.append(format_html('<a class="ds-link" href="{}">{}</a>', _list_of(row), _more(row)))
    return format_html_join(", ", "{}", ((part,) for part in parts))


def _list_of(row: Any) -> str:
    return f"{address_of('portfolio:projects')}?purpose={row.key}"


class PurposeTable(Table):
    """Each purpose. How many stand at each stage is in the files, and drawn on the page in a table of its own."""

    caption = gettext_lazy("Purposes of the agreement, and the projects that serve each")
    file_name = "formal-og-prosjekt"
    page_size = 200

    def __init__(
        self,
        request: HttpRequest,
        rows: Sequence[Any],
        *,
        stages: Sequence[tuple[str, Any]],
        counts: Mapping[str, Mapping[str, int]],
    ) -> None:
        super().__init__(request, rows)
        self.columns = [  # type: ignore[misc]
            Column("name", gettext_lazy("Purpose"), header=True),
            Column("clause", gettext_lazy("Clause"), "clause"),
            Column("count", gettext_lazy("Projects"), "number", link=lambda row: _list_of(row) if row.count else ""),
            Column("which", gettext_lazy("Which"), value=_which, in_files=False),
            Column("named", gettext_lazy("Which"), value=_named, on_page=False),
            *(
                Column(
                    f"at_{number}",
                    label,
                    "number",
                    value=lambda row, key=key: counts.get(row.key, {}).get(key, 0),  # type: ignore[misc]
                    on_page=False,
                )
                for number, (key, label) in enumerate(stages)
            ),
        ]

    @property
    def printed_columns(self) -> Sequence[Column]:
        """Return the columns of the PDF: the stages too."""
        return [column for column in self.columns if column.name != "named"]
