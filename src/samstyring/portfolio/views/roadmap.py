"""The roadmap across projects."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui.tables import TableView

from .. import queries, roadmap
from ..queries.reports import reads_reports
from ..tables.municipalities import empty
from ..tables.roadmap import RoadmapTable


class RoadmapView(TableView):
    """Projects on a time axis that all share: from when until when, decision points, milestones, pauses."""

    template_name = "portfolio/roadmap.html"
    heading = gettext_lazy("Roadmap")
    lead = gettext_lazy("From when until when each project runs, what it has passed, and what it reaches next.")

    def table(self) -> RoadmapTable:
        """Return the projects."""
        self.found = RoadmapTable(
            self.request,
            queries.projects(self.actor),
            today=clock.today(),
            empty=empty(),
            reports=reads_reports(self.actor),
        )
        return self.found

    def page(self) -> Mapping[str, Any]:
        """Add the picture."""
        shown = self.found.page[0]
        return {
            **super().page(),
            "page_title": self.heading,
            "axis": self.found.axis,
            "roadmap": roadmap.drawn(shown, self.found.axis, clock.today(), self.found.grouping) if shown else "",
        }
