"""The list of projects as a table: its columns, on the page and in files."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui import formats
from samstyring.ui.addresses import address_of
from samstyring.ui.tables import Column, Empty, Table

from .. import queries, registry
from ..models import AREAS, Project
from ..queries import choosing
from ..reading import outside_words
from ..reporting import reading
from ..roadmap import outlook_words
from .project_choices import project_filters, project_groupings


def _row(project: Any) -> Any:
    """Return what was read beside the project."""
    return project.row


def _owner(project: Any) -> str:
    row = _row(project)
    if not row.owner:
        return _("nobody is asked")
    if not project.owner_id:
        return _("%(party)s (asked)") % {"party": row.owner}
    if project.hand_over is None or not project.hand_over.is_to_come:
        return str(row.owner)
    to_come = {
        "former": row.owner,
        "party": project.latest_owner,
        "day": formats.short_day(project.hand_over.from_date),
    }
    return _("%(former)s, %(party)s from %(day)s") % to_come


def _participants(project: Any) -> str:
    row = _row(project)
    if not row.asked:
        return ""
    return _("%(yes)s of %(asked)s") % {"yes": formats.number(row.yes), "asked": formats.number(row.asked)}


def _state(project: Any) -> tuple[str, Any]:
    if project.pause is not None:
        return "due", _("paused")
    marks = {"started": "ok", "entered": "soon", "candidate": "na", "closed": "na", "stopped": "na"}
    return marks[project.state], project.get_state_display()


def _phase(project: Any) -> str:
    phase = str(_row(project).phase) if project.state == Project.State.STARTED else ""
    if project.pause is None:
        return phase
    until = _("expected to go on %(day)s") % {"day": formats.day(project.pause.expected_on)}
    return f"{phase}, {until}" if phase else until


def _mandate(project: Any) -> str:
    mandate = _row(project).mandate
    return _("version %(number)s") % {"number": mandate.number} if mandate else ""


def _more() -> list[Column]:
    """Return the columns that other floors have registered."""
    return [
        Column(
            each.name,
            each.label,
            "money" if each.kind == "money" else "text",
            value=lambda project, name=each.name: project.row.more.get(name),  # type: ignore[misc]
        )
        for each in registry.columns
    ]


def _light_of(area: str) -> Any:
    """Return what reads a light of the last report as a mark; a project that has not reported has none."""

    def read(project: Any) -> tuple[str, Any] | None:
        report = _row(project).report
        if report is None:
            return ("na", _("not reported")) if area == "overall" else None
        light = getattr(report, f"{area}_light")
        return reading.MARKS.get(light, "na"), reading.colour(light)

    return read


def _of_report(name: str) -> Any:
    return lambda project: getattr(_row(project).report, name, None)


def _end_by(project: Any) -> str:
    outlook = _row(project).outlook
    return outlook_words(outlook.end_from) if outlook.ends_on else ""


def _cost_by(project: Any) -> str:
    outlook = _row(project).outlook
    return outlook_words(outlook.cost_from) if outlook.cost is not None else ""


def _tolerance(project: Any) -> tuple[str, Any] | None:
    """Return how the project stands against the tolerances of its mandate; nothing before it has started."""
    if project.state != Project.State.STARTED:
        return None
    outside = _row(project).outside
    if outside is None:
        return "na", _("no forecast")
    return ("broken", _("outside: %(what)s") % {"what": outside_words(outside)}) if outside else ("ok", _("inside"))


def _milestone(project: Any) -> str:
    return str(_row(project).milestone or "")


def _due(project: Any) -> Any:
    found = _row(project).milestone
    return found.due_on if found else None


def _report_columns() -> list[Column]:
    return [
        Column("light", gettext_lazy("Last report"), "mark", value=_light_of("overall"), sort="light_order"),
        *(
            Column(f"{area}_light", reading.area_label(area), "mark", value=_light_of(area), on_page=False)
            for area in AREAS[1:]
        ),
        Column("reported", gettext_lazy("Reported"), "day", value=_of_report("answered_on"), on_page=False),
        Column(
            "ends_on",
            gettext_lazy("Expected to end"),
            "day",
            value=lambda project: _row(project).outlook.ends_on,
            small=_end_by,
            on_page=False,
        ),
        Column("ends_by", gettext_lazy("Expected to end, by what"), value=_end_by, on_page=False),
        Column(
            "cost",
            gettext_lazy("Expected to cost"),
            "money",
            value=lambda project: _row(project).outlook.cost,
            small=_cost_by,
            on_page=False,
        ),
        Column("tolerance", gettext_lazy("Tolerance"), "mark", value=_tolerance, on_page=False),
        Column("cost_by", gettext_lazy("Expected to cost, by what"), value=_cost_by, on_page=False),
    ]


OF_THE_OUTLOOK = {"ends_on", "ends_by", "cost", "cost_by"}
OF_THE_REPORT = {"light", *(f"{area}_light" for area in AREAS[1:]), "reported", *OF_THE_OUTLOOK}
OF_THE_MILESTONE = {"milestone", "milestone_due"}
SORTED_BY = {"light": choosing.by_light, "owner": choosing.by_owner}
"""What is added to the rows where they are sorted by a column that is not stored with the project."""


class ProjectTable(Table):
    """The projects that a reader may see. What is not stored with a project is read for the page's rows only.

    `reports`: the reader sees what is reported. `of_programme`: it stands on the page of one programme.
    """

    caption = gettext_lazy("Projects")
    file_name = "prosjekt"
    sort = "name"
    choosable = True
    saved_as = "portfolio:projects"

    def __init__(
        self, request: HttpRequest, rows: Any, *, on: date, empty: Empty, reports: bool, of_programme: bool = False
    ) -> None:
        super().__init__(request, rows, empty=empty)
        if of_programme:
            self.saved_as = ""  # type: ignore[misc]  # the page of a programme has no views of its own
        self.on = on
        self.columns = self._columns(reports)  # type: ignore[misc]
        self.filters = project_filters(on, reports=reports)  # type: ignore[misc]
        self.groupings = project_groupings(on, reports=reports)  # type: ignore[misc]

    def known_columns(self) -> list[Column]:
        """Return those of the reports too."""
        return self._columns(reports=True)

    def _columns(self, reports: bool) -> list[Column]:
        return [
            Column(
                "name",
                gettext_lazy("Project"),
                sort="sort_key",
                header=True,
                link=lambda project: project.get_absolute_url(),
                small=lambda project: project.code,
            ),
            Column("code", gettext_lazy("Code"), sort="code", on_page=False),
            Column("state", gettext_lazy("State"), "mark", value=_state, sort="state", small=_phase),
            Column("phase", gettext_lazy("Phase"), value=_phase, on_page=False),
            *(_report_columns() if reports else ()),
            Column("origin", gettext_lazy("Origin"), value=lambda project: project.get_origin_display(), sort="origin"),
            Column("owner", gettext_lazy("Project owner"), value=_owner, sort="owner_key"),
            Column("manager", gettext_lazy("Project manager"), value=lambda row: row.manager or "", on_page=False),
            Column("participants", gettext_lazy("Have accepted"), value=_participants),
            Column("mandate", gettext_lazy("Mandate in force"), value=_mandate),
            *_more(),
            Column("milestone", gettext_lazy("Next milestone"), value=_milestone, on_page=False),
            Column("milestone_due", gettext_lazy("Next milestone by"), "day", value=_due, on_page=False),
            Column("model", gettext_lazy("Project model"), value=lambda row: row.follows or "", on_page=False),
            Column("started", gettext_lazy("Started"), "day", value=lambda row: row.started_on, on_page=False),
            Column(
                "programme",
                gettext_lazy("Programme"),
                value=lambda row: row.programme or "",
                sort="programme__sort_key",
                on_page=False,
            ),
            Column("summary", gettext_lazy("About"), on_page=False),
            Column(
                "registered",
                gettext_lazy("Registered"),
                "day",
                value=lambda row: row.registered_at,
                sort="registered_at",
                on_page=False,
            ),
        ]

    @cached_property
    def rows(self) -> Any:
        """Return the rows that pass the filters, with what is shown of them and what they are sorted by."""
        name = self.sorting[0].name if self.sorting[0] else ""
        rows = super().rows
        if name in SORTED_BY and not (self.grouping and self.grouping.name == name):  # a grouping has added it
            rows = SORTED_BY[name](rows)
        return queries.as_shown(rows, self._wanted | {name})

    @cached_property
    def _wanted(self) -> set[str]:
        """Return the names of the columns that are shown or written, and of what else is read for them."""
        wanted = {column.name for column in (self.columns if self._asked("format") else self.shown)}
        if self.grouping:
            wanted |= {"owner", self.grouping.name}
        if wanted & OF_THE_REPORT:
            wanted.add("report")
        if wanted & OF_THE_OUTLOOK:
            wanted.add("outlook")
        if wanted & OF_THE_MILESTONE:
            wanted.add("milestone")
        return wanted

    def look(self, row: Any) -> str:
        """Return the address of the quick look at a project."""
        return address_of("portfolio:quick_look", row.code)

    def with_rows(self, rows: Iterable[Any]) -> list[Any]:
        """Read what stands beside the rows, for the columns that are shown or written, and the grouping."""
        shown = list(rows)
        for project, row in zip(shown, queries.rows_of(shown, self.on, self._wanted), strict=True):
            project.row = row
        return shown
