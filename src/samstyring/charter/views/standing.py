"""Who is where: the municipalities of the area and where each stands to the agreement, on a day."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui import formats
from samstyring.ui.tables import ChoiceFilter, Column, SearchFilter, Table, TableView

from .. import queries
from ..forms import day_asked


def _note(row: Any) -> str:
    """Say what more there is to know: the case of the council, or that no answer came."""
    place = row.place
    if place.overdue:
        return _("No answer by %(day)s") % {"day": formats.day(place.joining.answer_by)}
    if place.state == "invited":
        return _("Answer by %(day)s") % {"day": formats.day(place.joining.answer_by)}
    if place.succession is not None:
        facts = {"day": formats.day(place.succession.on), "name": place.succession.successor.name}
        return _("From %(day)s part of %(name)s") % facts
    if place.last_day is not None:
        return _("Last day %(day)s") % {"day": formats.day(place.last_day)}
    if place.state in ("decided", "declined"):
        return str(place.council.case_number)
    return str(place.accession.council_decision) if place.accession else ""


class StandingTable(Table):
    """Where each municipality stands."""

    caption = gettext_lazy("Where each municipality stands")
    file_name = "kven-er-kvar"
    sort = "name"
    page_size = 100
    columns: ClassVar[Sequence[Column]] = (
        Column(
            "name",
            gettext_lazy("Municipality"),
            header=True,
            sort="sort_key",
            value=lambda row: row.place.organisation.name,
            link=lambda row: queries.address_of(row.place),
        ),
        Column(
            "number",
            gettext_lazy("Municipality number"),
            on_page=False,
            value=lambda row: row.place.organisation.municipality_number,
        ),
        Column(
            "organisation_number",
            gettext_lazy("Organisation number"),
            on_page=False,
            value=lambda row: row.place.organisation.number,
        ),
        Column(
            "state",
            gettext_lazy("Where it stands"),
            kind="mark",
            sort="rank",
            value=lambda row: (row.place.mark, row.place.words),
        ),
        Column("day", gettext_lazy("Since"), kind="day", sort="day"),
        Column("note", gettext_lazy("Council's case, or answer"), value=_note),
        Column("area", gettext_lazy("Area"), value=lambda row: formats.sentence(group.name for group in row.groups)),
    )

    def __init__(self, request: HttpRequest, found: queries.WhoIsWhere) -> None:
        """Offer the states that someone is in, and the areas that there are."""
        areas = {group.key: group.name for row in found.rows for group in row.groups}
        self.filters = [  # type: ignore[misc]
            SearchFilter(
                "q", gettext_lazy("Name or number"), lambda rows, text: [row for row in rows if row.matches(text)]
            ),
            ChoiceFilter(
                "state",
                gettext_lazy("Where it stands"),
                lambda rows, state: [row for row in rows if row.place.state == state],
                choices=[(state, words) for state, words, _count in found.counts],
                every=gettext_lazy("All"),
            ),
            ChoiceFilter(
                "area",
                gettext_lazy("Area"),
                lambda rows, key: [row for row in rows if any(group.key == key for group in row.groups)],
                choices=sorted(areas.items(), key=lambda area: area[1]),
                every=gettext_lazy("All"),
            ),
        ]
        super().__init__(request, found.rows)


class WhoIsWhere(TableView):
    """The list and the map, on the day that the address asks for."""

    template_name = "charter/who_is_where.html"
    heading = gettext_lazy("Who is where")
    lead = gettext_lazy("Every municipality of the area, and where it stands to the agreement.")

    def table(self) -> StandingTable:
        """Return the table as it was on the day asked for."""
        self.day_form, on = day_asked(self.request.GET, clock.today())
        self.found = queries.who_is_where(on)
        return StandingTable(self.request, self.found)

    def page(self) -> Mapping[str, Any]:
        """Add the map and the day."""
        return {
            **super().page(),
            "found": self.found,
            "day_form": self.day_form,
            "page_title": self.heading,
            "may_invite": self.actor.may("charter.invite_several"),
            "may_merge": self.actor.may("charter.register_merger"),
            "may_split": self.actor.may("charter.register_split"),
        }
