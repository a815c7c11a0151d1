"""The portfolio as it stood on a day, as a table."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.actors import Actor
from samstyring.ui.tables import ChoiceFilter, Column, DayFilter, Empty, Grouping, SearchFilter, Table, as_given

from .. import registry
from ..models import Project
from ..queries.on_a_day import OnDay, on_day
from ..reporting import reading
from .project_choices import ALL

MARKS = {"started": "ok", "entered": "soon", "candidate": "na", "closed": "na", "stopped": "na"}


def _state_name(row: OnDay) -> str:
    return str(Project.State(row.state).label)


def _state(row: OnDay) -> tuple[str, Any]:
    return ("due", _("paused")) if row.paused else (MARKS[row.state], _state_name(row))


def _phase(row: OnDay) -> str:
    return _("not recorded") if row.unknown else row.phase


def _light(row: OnDay) -> tuple[str, Any]:
    if row.light is None:
        return "na", _("not reported")
    return reading.MARKS.get(row.light, "na"), reading.colour(row.light)


def _mandate(row: OnDay) -> str:
    return _("version %(number)s") % {"number": row.mandate.number} if row.mandate else ""


class OnDayTable(Table):
    """The projects that were there on the day that the address says, today where it says none.

    `reports`: the reader sees what is reported.
    """

    caption = gettext_lazy("The portfolio on a day")
    file_name = "portefolje-pa-dag"
    sort = "name"
    page_size = 100

    def __init__(self, request: HttpRequest, *, by: Actor, today: date, empty: Empty, reports: bool) -> None:
        super().__init__(request, (), empty=empty)
        self.today = today
        self.filters = (  # type: ignore[misc]
            DayFilter("on", gettext_lazy("On the day"), as_given),
            SearchFilter(
                "q", gettext_lazy("Name or code"), lambda rows, words: [row for row in rows if row.matches(words)]
            ),
            ChoiceFilter(
                "state",
                gettext_lazy("State then"),
                lambda rows, state: [row for row in rows if row.state == state],
                choices=Project.State.choices,
                every=ALL,
            ),
        )
        self.groupings = [  # type: ignore[misc]
            Grouping("state", gettext_lazy("State then"), "state", _state_name),
            Grouping("owner", gettext_lazy("Owner then"), "owner", lambda row: row.owner or _("No owner yet")),
        ]
        lights = [Column("light", gettext_lazy("Last report then"), "mark", value=_light)] if reports else []
        self.columns = (  # type: ignore[misc]
            Column(
                "name",
                gettext_lazy("Project"),
                sort="sort_key",
                header=True,
                value=lambda row: row.project.name,
                link=lambda row: row.project.get_absolute_url(),
                small=lambda row: row.code,
            ),
            Column("state", gettext_lazy("State then"), "mark", value=_state, sort="state"),
            Column("phase", gettext_lazy("Phase then"), value=_phase),
            Column("owner", gettext_lazy("Owner then"), value=lambda row: row.owner, sort="owner"),
            *lights,
            Column("mandate", gettext_lazy("Mandate in force then"), value=_mandate),
            *(
                Column(
                    each.name,
                    each.label,
                    "money" if each.kind == "money" else "text",
                    value=lambda row, name=each.name: row.more.get(name),  # type: ignore[misc]
                )
                for each in registry.columns
            ),
        )
        self._rows = on_day(by, self.on, reports=reports)

    @property
    def on(self) -> date:
        """Return the day: no later than today, of which alone anything can be told."""
        return min(self.active.get("on") or self.today, self.today)
