"""The portfolio as it stood on a day."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui import formats
from samstyring.ui.tables import Empty, TableView

from ..queries.reports import reads_reports
from ..tables.on_a_day import OnDayTable


class OnDayView(TableView):
    """Which projects were there on a day, where each stood, its light, mandate and budget then."""

    template_name = "portfolio/on_a_day.html"
    heading = gettext_lazy("The portfolio on a day")

    def table(self) -> OnDayTable:
        """Return the projects of the day."""
        empty = Empty(_("No projects on that day"), _("Nothing is recorded of any project on that day or before it."))
        self.found = OnDayTable(
            self.request, by=self.actor, today=clock.today(), empty=empty, reports=reads_reports(self.actor)
        )
        return self.found

    def page(self) -> Mapping[str, Any]:
        """Say which day, and where what is shown has gaps."""
        asked, on = self.found.asked, self.found.on
        return {
            **super().page(),
            "page_title": _("The portfolio on %(day)s") % {"day": formats.day(on)},
            "to_come": bool(asked and asked > on),
            "gaps": sum(row.unknown for row in self.found.rows),
            "nameless": sum(not row.name_known for row in self.found.rows),
            "unmanaged": sum(row.manager_unknown for row in self.found.rows),
            "nothing": not self.found.page[0],
        }
