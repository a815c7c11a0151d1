"""The organisation chart for any date, and its table (OR-1, OR-5)."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui.tables import Column, Empty, Table
from samstyring.ui.views import PageView

from ..forms.organisation import day_asked
from ..queries import organisation as queries


class Units(Table):
    """The bodies of the chart as rows: the same, for those who would rather read a table, or take it with them."""

    caption = gettext_lazy("The bodies and how they hang together")
    file_name = "organisation"
    cards = True
    empty = Empty(gettext_lazy("No body was set up by this day"))
    columns: ClassVar[Any] = (
        Column(
            "name",
            gettext_lazy("Body"),
            value=lambda row: row.body.name,
            header=True,
            link=lambda row: row.body.get_absolute_url(),
        ),
        Column("kind", gettext_lazy("Kind"), value=lambda row: capfirst(row.body.get_kind_display())),
        Column("leader", gettext_lazy("Leader"), value=lambda row: row.leader.name if row.leader else ""),
        Column("members", gettext_lazy("Members"), "number", value=lambda row: len(row.members)),
        Column("observers", gettext_lazy("Observers"), "number", value=lambda row: len(row.observers)),
        Column("vacant", gettext_lazy("Vacant"), "number", value=lambda row: row.vacant),
        Column("above", gettext_lazy("Stands under"), value=lambda row: row.above.name if row.above else ""),
        Column(
            "secretary",
            gettext_lazy("Secretariat"),
            value=lambda row: row.body.secretary.name if row.body.secretary else "",
        ),
        Column("basis", gettext_lazy("Rests on"), value=lambda row: row.body.established_by.label),
        Column("since", gettext_lazy("Since"), "day", value=lambda row: row.body.established_by.dated),
        Column("purpose", gettext_lazy("Purpose"), value=lambda row: row.body.purpose, on_page=False),
        Column("clause", gettext_lazy("Clause"), value=lambda row: row.body.clause, on_page=False),
    )


class OrganisationView(PageView):
    """The organisation as it was on the day in the address, today where none is given."""

    template_name = "governance/organisation.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer with the chart, or with its table as a file."""
        form, on = day_asked(request.GET, clock.today())
        chart = queries.chart(on)
        table = Units(request, chart.units)
        file = table.file()
        if file is not None:
            return file
        context = {
            "page_title": _("The organisation"),
            "chart": chart,
            "table": table,
            "day_form": form,
            "looked_at": on,
            "today": clock.today(),
        }
        return self.render_to_response(self.get_context_data(**kwargs) | context)
