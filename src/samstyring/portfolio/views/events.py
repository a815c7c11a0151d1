"""What has changed in the portfolio since a day."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui.tables import TableView

from .. import queries
from ..queries import events
from ..queries.reports import reads_reports
from ..tables.events import DAYS, EventTable


class EventsView(TableView):
    """All that happened to the projects from a day until another, each with what it rests on."""

    template_name = "portfolio/events.html"
    heading = gettext_lazy("What has changed")
    lead = gettext_lazy("All that has happened to the projects in a time you choose, the latest first.")

    def table(self) -> EventTable:
        """Return what happened."""
        self.found = EventTable(
            self.request, queries.projects(self.actor), today=clock.today(), reports=reads_reports(self.actor)
        )
        return self.found

    def page(self) -> Mapping[str, Any]:
        """Add the time that is shown, and those one most often asks for."""
        return {
            **super().page(),
            "page_title": self.heading,
            "since": self.found.since,
            "until": self.found.until,
            "spans": [
                {
                    "words": words,
                    "url": self.found.address(since=f"{day:%d.%m.%Y}", until=""),
                    "on": day == self.found.since,
                }
                for words, day in self._spans(clock.today())
            ],
        }

    def _spans(self, today: date) -> list[tuple[str, date]]:
        spans = [
            (_("The last %(count)s days") % {"count": DAYS}, today - timedelta(days=DAYS)),
            (_("This year"), today.replace(month=1, day=1)),
        ]
        last = events.last_report_made() if reads_reports(self.actor) else None
        if last is not None:
            spans.append((_("Since «%(report)s»") % {"report": last.name}, clock.local_date(last.made_at)))
        return spans
