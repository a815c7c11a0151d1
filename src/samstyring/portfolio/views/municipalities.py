"""The municipalities in the portfolio: a map and a table of what each carries, and the grid with the projects."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui import formats
from samstyring.ui.tables import TableView

from .. import grid, queries
from ..queries import municipalities, promises
from ..queries.reports import reads_reports
from ..tables.municipalities import GridTable, LoadTable, empty
from ..tables.promises import AcceptedTable


def _tile_words(row: municipalities.Load) -> str:
    if not row.carries:
        return _("none")
    return _("%(owns)s · %(takes)s") % {"owns": formats.number(row.owns), "takes": formats.number(row.takes)}


class MunicipalitiesView(TableView):
    """What each municipality carries."""

    template_name = "portfolio/municipalities.html"
    heading = gettext_lazy("The municipalities in the portfolio")
    lead = gettext_lazy("Who owns and takes part in how much, who has not answered, and who carries nothing.")

    def table(self) -> LoadTable:
        """Return the table of municipalities."""
        self.found = LoadTable(
            self.request, queries.projects(self.actor), empty=empty(), reports=reads_reports(self.actor)
        )
        return self.found

    def page(self) -> Mapping[str, Any]:
        """Add the map, and the figures of all."""
        rows = self.found.everyone
        tiles, off_map = municipalities.tiles(self.found.rows, clock.today(), _tile_words)
        return {
            **super().page(),
            "page_title": self.heading,
            "tiles": tiles,
            "off_map": off_map,
            "figures": [
                (_("Own a project"), sum(bool(row.owns) for row in rows)),
                (_("Take part"), sum(bool(row.takes) for row in rows)),
                (_("Have not answered"), sum(bool(row.asked) for row in rows)),
                (_("Carry nothing"), sum(not row.carries for row in rows)),
            ],
            "query": self.request.GET.urlencode(),
        }


class GridView(TableView):
    """Municipalities and projects, each with each."""

    template_name = "portfolio/grid.html"
    heading = gettext_lazy("Municipalities and projects")
    lead = gettext_lazy("How each municipality stands to each project.")

    def table(self) -> GridTable:
        """Return the projects."""
        self.found = GridTable(
            self.request, queries.projects(self.actor), empty=empty(), reports=reads_reports(self.actor)
        )
        return self.found

    def page(self) -> Mapping[str, Any]:
        """Add the grid and what its letters mean."""
        shown = self.found.page[0]
        return {
            **super().page(),
            "page_title": self.heading,
            "legend": grid.legend(),
            "grid": grid.drawn(self.found.placed, shown) if shown else "",
        }


class AcceptedView(TableView):
    """Who has accepted a place on a project, and what people and hours are promised (PA-5)."""

    template_name = "portfolio/accepted.html"
    heading = gettext_lazy("Who has accepted, and what is promised")
    lead = gettext_lazy("Who has not accepted is not a participant.")

    def table(self) -> AcceptedTable:
        """Return those who have accepted."""
        self.found = AcceptedTable(self.request, promises.accepted(queries.projects(self.actor)))
        return self.found

    def page(self) -> Mapping[str, Any]:
        """Add what all that passes the filters comes to."""
        people, hours, delivered = promises.sums_of(self.found.rows)
        return {
            **super().page(),
            "page_title": self.heading,
            "figures": [
                (_("People promised"), people),
                (_("Hours promised"), hours),
                (_("Hours delivered"), delivered),
            ],
        }
