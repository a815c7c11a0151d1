"""Where every case stands and what is next, for the secretariat: filters and sorting in the address, files."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui.tables import ChoiceFilter, Column, Empty, Table, TableView

from ..queries import routines as queries
from ..queries.routines import Progress
from ..rules.routines import STEPS


class ProgressTable(Table):
    """Cases on their way."""

    caption = gettext_lazy("Cases on their way")
    file_name = "cases-on-their-way"
    page_size = 100
    columns = (
        Column(
            "title",
            gettext_lazy("Case"),
            value=lambda row: row.case.title,
            header=True,
            sort="title",
            link=lambda row: reverse("governance:case", args=[row.case.pk]),
            small=lambda row: row.case.reference,
        ),
        Column("reference", gettext_lazy("Reference"), value=lambda row: row.case.reference, on_page=False),
        Column("kind", gettext_lazy("Kind"), value=lambda row: row.kind_name, sort="kind_name"),
        Column("body", gettext_lazy("Body"), value=lambda row: row.case.body.name, sort="body_name"),
        Column("done", gettext_lazy("Reached"), value=lambda row: row.reached, sort="place"),
        Column(
            "next",
            gettext_lazy("Next"),
            value=lambda row: row.next.label if row.next else "",
            small=lambda row: row.next.words if row.next else "",
            sort="next_place",
        ),
        Column("who", gettext_lazy("Who"), value=lambda row: capfirst(row.next.who) if row.next else "", sort="who"),
        Column("day", gettext_lazy("Deadline"), "day", value=lambda row: row.day, sort="day", css="nowrap"),
        Column(
            "officer",
            gettext_lazy("Case officer"),
            value=lambda row: row.case.case_officer.name if row.case.case_officer else "",
            on_page=False,
        ),
    )
    sort = "day"

    def __init__(self, request: HttpRequest, rows: list[Progress], **kwargs: Any) -> None:
        self.filters = (  # type: ignore[misc]
            ChoiceFilter(
                "next",
                gettext_lazy("Next"),
                lambda rows, step: [row for row in rows if row.next and row.next.key == step],
                choices=list(STEPS.items()),
                every=gettext_lazy("All"),
            ),
            ChoiceFilter(
                "kind",
                gettext_lazy("Kind"),
                lambda rows, key: [row for row in rows if row.kind.key == key],
                choices=sorted({(row.kind.key, row.kind_name) for row in rows}),
                every=gettext_lazy("All"),
            ),
            ChoiceFilter(
                "who",
                gettext_lazy("Who"),
                lambda rows, who: [row for row in rows if row.who == who],
                choices=sorted({(row.who, capfirst(row.who)) for row in rows if row.who}),
                every=gettext_lazy("Everyone"),
            ),
            ChoiceFilter(
                "body",
                gettext_lazy("Body"),
                lambda rows, key: [row for row in rows if row.case.body.key == key],
                choices=sorted({(row.case.body.key, row.case.body.name) for row in rows}),
                every=gettext_lazy("All"),
            ),
        )
        super().__init__(request, rows, **kwargs)


class CaseProgressView(TableView):
    """Where every case stands that something is left of."""

    template_name = "governance/case_progress.html"
    heading = gettext_lazy("Where the cases stand")

    def table(self) -> Table:
        """Return the table. Raises NotThere for others than the secretariat."""
        empty = Empty(
            gettext_lazy("No case is on its way"),
            gettext_lazy("A case stands here from its first draft until it is followed up and reported back."),
        )
        return ProgressTable(self.request, queries.going_on(self.actor, clock.today()), empty=empty)

    def page(self) -> Mapping[str, Any]:
        """Say what the page holds."""
        return {"page_title": _("Where the cases stand"), "heading": self.heading}
