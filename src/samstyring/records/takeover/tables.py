"""The table of decisions that were taken over."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from samstyring.ui.tables import ChoiceFilter, Column, Empty, SearchFilter, Table

from . import queries


def _source(row: Any) -> Any:
    return f"{row.take_over.source} – {_('Example')}" if row.take_over.is_example else row.take_over.source


class DecisionTable(Table):
    """Decisions from before, each with its number, day, body and source."""

    caption = _("Decisions taken over")
    file_name = "taken-over"
    sort = "-dated"
    columns: ClassVar[Any] = [
        Column("number", _("Number"), css="nowrap", sort="number"),
        Column("title", _("Title"), header=True, link=lambda row: row.get_absolute_url(), sort="title"),
        Column("dated", _("Decided"), kind="day", css="nowrap", sort="dated"),
        Column("body_name", _("Body"), sort="body_name"),
        Column("source", _("Source"), value=_source),
    ]
    filters: ClassVar[Any] = [
        SearchFilter("q", _("Number or title"), queries.with_words),
        ChoiceFilter(
            "year", _("Year"), queries.of_year, choices=lambda: [(str(year), str(year)) for year in queries.years()],
            every=_("All years"),
        ),
    ]  # fmt: skip
    empty = Empty(
        _("Nothing has been taken over"),
        _("Decisions made before can be taken over from a workbook. They then stand here with their source."),
    )
