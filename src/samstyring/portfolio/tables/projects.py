"""The list of projects as a table: columns, filters, and the same rows as files."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui import formats
from samstyring.ui.tables import ChoiceFilter, Column, Empty, SearchFilter, Table

from .. import queries, registry
from ..models import Project
from ..queries import phases


def _row(project: Any) -> Any:
    """Return what was read beside the project."""
    return project.row


def _owner(project: Any) -> str:
    row = _row(project)
    if row.owner is None:
        return _("nobody is asked")
    return str(row.owner) if row.owner_accepted else _("%(party)s (asked)") % {"party": row.owner}


def _participants(project: Any) -> str:
    found = _row(project).anchoring
    if not found.asked:
        return ""
    return _("%(yes)s of %(asked)s") % {"yes": formats.number(found.yes), "asked": formats.number(found.asked)}


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


class ProjectTable(Table):
    """The projects that a reader may see. What is not stored with a project is read for the page's rows only."""

    caption = gettext_lazy("Projects")
    file_name = "prosjekt"
    sort = "name"
    filters: ClassVar[Sequence[Any]] = (
        SearchFilter("q", gettext_lazy("Name or code"), queries.that_name),
        ChoiceFilter(
            "state",
            gettext_lazy("State"),
            queries.in_state,
            choices=[*Project.State.choices, (queries.PAUSED, gettext_lazy("paused"))],
            every=gettext_lazy("All"),
        ),
        ChoiceFilter(
            "phase",
            gettext_lazy("Phase"),
            phases.in_phase,
            choices=lambda: phases.phases_in_use(clock.today()),
            every=gettext_lazy("All"),
        ),
        ChoiceFilter(
            "origin",
            gettext_lazy("Origin"),
            lambda rows, origin: rows.filter(origin=origin),
            choices=Project.Origin.choices,
            every=gettext_lazy("All"),
        ),
        ChoiceFilter(
            "party",
            gettext_lazy("Municipality"),
            queries.of_party,
            choices=lambda: [(str(party.pk), str(party)) for party in queries.parties_on_projects()],
            every=gettext_lazy("All"),
        ),
        ChoiceFilter(
            "purpose",
            gettext_lazy("Purpose"),
            queries.that_serve,
            choices=lambda: [(row.key, row.name) for row in queries.purposes_on(clock.today())],
            every=gettext_lazy("All"),
        ),
    )

    def __init__(self, request: HttpRequest, rows: Any, *, on: date, empty: Empty) -> None:
        super().__init__(request, rows, empty=empty)
        self.on = on
        self.columns = [  # type: ignore[misc]
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
            Column("origin", gettext_lazy("Origin"), value=lambda project: project.get_origin_display(), sort="origin"),
            Column("owner", gettext_lazy("Project owner"), value=_owner, sort="owner__sort_key"),
            Column("participants", gettext_lazy("Have accepted"), value=_participants),
            Column("mandate", gettext_lazy("Mandate in force"), value=_mandate),
            *_more(),
            Column("summary", gettext_lazy("About"), on_page=False),
            Column("registered", gettext_lazy("Registered"), "day", value=lambda row: row.registered_at, on_page=False),
        ]

    def with_rows(self, rows: Iterable[Any]) -> list[Any]:
        """Read what stands beside the rows."""
        shown = list(rows)
        for project, row in zip(shown, queries.rows_of(shown, self.on), strict=True):
            project.row = row
        return shown
