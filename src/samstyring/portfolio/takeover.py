"""The sheets of projects and mandates in the workbook that earlier facts are taken over from (BG-5)."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.kernel.models import Basis
from samstyring.records.registry import (
    Checking,
    Column,
    Day,
    DecisionNumber,
    Kroner,
    LongText,
    Municipalities,
    Municipality,
    OneOf,
    Row,
    Sheet,
    SomeOf,
    Taking,
    Text,
    Whole,
    register,
)

from . import queries
from .effects.take_over import write_mandates, write_projects
from .models import Mandate, Project

PROJECTS = "portfolio.projects"
_STATES = (Project.State.ENTERED, Project.State.STARTED, Project.State.CLOSED, Project.State.STOPPED)
_OVER = (Project.State.CLOSED, Project.State.STOPPED)
_OWN_CODE = re.compile(r"^P-(\d\d)-\d+$")


def _phases() -> Mapping[str, Any]:
    if not charter.is_founded():
        return {}
    return {phase.key: phase.name for phase in queries.project_model(clock.today()).phases}


def _purposes() -> Mapping[str, Any]:
    if not charter.is_founded():
        return {}
    return {purpose.key: purpose.name for purpose in queries.purposes_on(clock.today())}


@register
class Projects(Sheet):
    """Projects that a body decided on before: what they are, whose, and where they stand."""

    name = PROJECTS
    order = 20
    title = gettext_lazy("Projects")
    help = gettext_lazy("One row for each project that was taken into the portfolio by a decision.")
    columns: ClassVar[Sequence[Column]] = (
        Column("code", gettext_lazy("Code"), Text(20), help=gettext_lazy("Its short name, used by the other sheets.")),
        Column("project", gettext_lazy("Project"), Text(200)),
        Column("origin", gettext_lazy("Origin"), OneOf(dict(Project.Origin.choices))),
        Column("summary", pgettext_lazy("project", "In short"), LongText(5_000)),
        Column("purposes", gettext_lazy("Purposes"), SomeOf(_purposes), help=gettext_lazy("Of the agreement.")),
        Column("owner", gettext_lazy("Owner"), Municipality(), help=gettext_lazy("The municipality that leads it.")),
        Column("participants", gettext_lazy("Participants"), Municipalities(), required=False),
        Column("state", gettext_lazy("State"), OneOf({state.value: state.label for state in _STATES})),
        Column("phase", gettext_lazy("Phase"), OneOf(_phases), required=False),
        Column("entered_on", gettext_lazy("In the portfolio from"), Day(future=False)),
        Column("started_on", gettext_lazy("Started"), Day(future=False), required=False),
        Column("ended_on", gettext_lazy("Ended"), Day(future=False), required=False),
        Column("decision", gettext_lazy("Decision"), DecisionNumber(), example="SG 4/21"),
        Column(
            "ending",
            gettext_lazy("Decision that ended it"),
            DecisionNumber(),
            required=False,
            help=gettext_lazy("For a project that is closed or stopped."),
        ),
    )

    def check(self, rows: Sequence[Row], checking: Checking) -> None:
        """Find doubles, codes that are taken, and states that their dates contradict."""
        taken = set(Project.objects.values_list("code", flat=True))
        seen: dict[str, Row] = checking.shared.setdefault(PROJECTS, {})
        for row in rows:
            code = row["code"]
            if code is not None:
                self._check_code(row, code, taken, seen, checking)
            if row["state"] is not None:
                self._check_state(row, checking)

    def _check_code(self, row: Row, code: str, taken: set[str], seen: dict[str, Row], checking: Checking) -> None:
        own = _OWN_CODE.match(code)
        if code in taken:
            why = _("There is a project with this code already.")
            self.problem(checking, row, "code", why, _("Remove the row, or give the project another code."))
        elif own and int(own[1]) >= checking.today.year % 100:
            why = _("Codes like this one are given here from now on.")
            self.problem(checking, row, "code", why, _("Use the code that the project had before."))
        elif (first := seen.setdefault(code, row)) is not row:
            why = _("The same code stands in row %(row)s.") % {"row": first.number}
            self.problem(checking, row, "code", why, _("Give each project its own code."))

    def _check_state(self, row: Row, checking: Checking) -> None:
        over, started = row["state"] in _OVER, row["state"] == Project.State.STARTED
        if started and row.raw.get("started_on") is None:
            self.problem(checking, row, "started_on", _("A project in execution has a day on which it started."))
        for key in ("ended_on", "ending"):
            if over and row.raw.get(key) is None:
                self.problem(checking, row, key, _("This is missing for a project that is closed or stopped."))
            if not over and row.raw.get(key) is not None:
                why = _("The project is neither closed nor stopped.")
                self.problem(checking, row, key, why, _("Leave this empty, or correct the state."))
        days = [(key, row[key]) for key in ("entered_on", "started_on", "ended_on") if row[key] is not None]
        for (_earlier, before), (key, after) in pairwise(days):
            if after < before:
                self.problem(checking, row, key, _("The date lies before the one that should come first."))

    def write(self, rows: Sequence[Row], taking: Taking) -> Sequence[models.Model]:
        """Write the projects with owner and participants. Every project is named in the journal."""
        return write_projects(rows=rows, basis=None, taking=taking)

    def summary(self, rows: Sequence[Row]) -> Sequence[str]:
        """Tell how many projects stand in each state."""
        labels = dict(Project.State.choices)
        count = {state: sum(row["state"] == state for row in rows) for state in _STATES}
        return [f"{labels[state]}: {number}" for state, number in count.items() if number]

    def resting_on(self, basis: Basis) -> Sequence[tuple[str, str]]:
        """Return the projects that a decision took in, started or ended."""
        rests = models.Q(entered_by=basis) | models.Q(started_by=basis) | models.Q(ended_by=basis)
        return [(str(project), project.get_absolute_url()) for project in Project.objects.filter(rests)]


def project_in(sheet: Sheet, row: Row, checking: Checking) -> Any:
    """Return the project that a row names by its code: one that is here, or a row of the sheet of projects, or None."""
    code = row["project"]
    if code is None:
        return None
    if "portfolio.here" not in checking.shared:
        checking.shared["portfolio.here"] = {project.code: project for project in Project.objects.all()}
    here: dict[str, Project] = checking.shared["portfolio.here"]
    found = checking.shared.get(PROJECTS, {}).get(code) or here.get(code)
    if found is None:
        why = _("No project has this code, in the file or here.")
        sheet.problem(checking, row, "project", why, _("Write the code as it stands in the sheet of projects."))
    return found


@register
class Mandates(Sheet):
    """Mandates that were adopted before, as versions of their projects."""

    name = "portfolio.mandates"
    order = 30
    title = gettext_lazy("Mandates")
    help = gettext_lazy("One row for each version of a project's mandate that a body adopted.")
    columns: ClassVar[Sequence[Column]] = (
        Column("project", gettext_lazy("Project code"), Text(20)),
        Column("number", gettext_lazy("Version"), Whole(1, 999), example="1"),
        Column("goal", gettext_lazy("Goal"), LongText()),
        Column("scope", gettext_lazy("Scope"), LongText(), required=False),
        Column("out_of_scope", gettext_lazy("Not included"), LongText(), required=False),
        Column("deliverables", gettext_lazy("Deliverables"), LongText(), required=False),
        Column("organisation_text", pgettext_lazy("project", "Organisation"), LongText(), required=False),
        Column("benefits", gettext_lazy("Benefits"), LongText(), required=False),
        Column("starts_on", gettext_lazy("Starts"), Day(), required=False),
        Column("ends_on", gettext_lazy("Ends"), Day(), required=False),
        Column("frame", gettext_lazy("Frame (kr)"), Kroner(), required=False),
        Column("tolerance_cost_percent", gettext_lazy("Tolerance, cost (%)"), Whole(0, 100), required=False),
        Column("tolerance_days", gettext_lazy("Tolerance, time (days)"), Whole(0, 3650), required=False),
        Column("in_force_from", gettext_lazy("In force from"), Day(future=False)),
        Column("decision", gettext_lazy("Decision"), DecisionNumber(), example="SG 4/21"),
    )

    def check(self, rows: Sequence[Row], checking: Checking) -> None:
        """Find unknown projects and versions that are taken."""
        taken = set(Mandate.objects.filter(state="adopted").values_list("project__code", "number"))
        seen: dict[Any, Row] = {}
        for row in rows:
            project_in(self, row, checking)
            key = (row["project"], row["number"])
            if None in key:
                continue
            first = seen.setdefault(key, row)
            if first is not row or key in taken:
                why = _("This version of the mandate is there already.")
                self.problem(checking, row, "number", why, _("Give each version its own number."))
            if row.has("starts_on", "ends_on") and row["ends_on"] < row["starts_on"]:
                self.problem(checking, row, "ends_on", _("The date lies before the one that should come first."))

    def write(self, rows: Sequence[Row], taking: Taking) -> Sequence[models.Model]:
        """Write the mandates as adopted versions."""
        write_mandates(rows=rows, basis=None, taking=taking)
        return ()

    def summary(self, rows: Sequence[Row]) -> Sequence[str]:
        """Tell how many mandates of how many projects."""
        projects = len({row["project"] for row in rows})
        words = ngettext("%(count)s mandate", "%(count)s mandates", len(rows)) % {"count": len(rows)}
        of = ngettext("%(count)s project", "%(count)s projects", projects) % {"count": projects}
        return (f"{words}, {of}",) if rows else ()

    def resting_on(self, basis: Basis) -> Sequence[tuple[str, str]]:
        """Return the mandates that rest on a decision."""
        found = Mandate.objects.filter(basis=basis).select_related("project")
        return [(str(mandate), mandate.get_absolute_url()) for mandate in found]
