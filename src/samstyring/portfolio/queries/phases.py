"""The portfolio by phase: how many projects stand where, and what comes next for the first of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from samstyring.kernel.actors import Actor
from samstyring.kernel.keeping import lasting

from ..models import ModelEdition, Project, StatusReport
from ..project_models import ProjectModel, from_plain
from .charter import project_model
from .choosing import last_reports
from .expecting import Outlook, outlooks_of
from .lists import projects
from .reports import reads_reports

FEW = 12
"""How many projects of a phase are named; the list has the rest."""
BEFORE = (Project.State.CANDIDATE, Project.State.ENTERED)


@dataclass(frozen=True)
class Card:
    """A project on the board: the decision point that comes next, its last report and when it is thought to end."""

    project: Project
    point: str
    report: StatusReport | None
    outlook: Outlook


@dataclass
class Group:
    """A phase, or a state before the first one, with how many projects stand there and the first few of them."""

    key: str
    name: Any
    by_state: bool
    count: int = 0
    few: list[Card] = field(default_factory=list)

    @property
    def more(self) -> int:
        """Return how many are not named."""
        return self.count - len(self.few)


def in_phase(rows: QuerySet[Project], phase: str) -> QuerySet[Project]:
    """Return the projects that have started and stand in a phase."""
    return rows.filter(state=Project.State.STARTED, phase=phase)


@lasting
def phases_in_use(on: date) -> Sequence[tuple[str, str]]:
    """Return the phases of the agreement's model and of those that projects follow, each once. One SQL statement."""
    models = [project_model(on), *_kept().values()]
    return list({phase.key: phase.name for model in reversed(models) for phase in model.phases}.items())


def _kept() -> dict[UUID, ProjectModel]:
    rows = ModelEdition.objects.filter(projects__state=Project.State.STARTED).distinct()
    return {row.pk: from_plain(row.content) for row in rows}


def by_phase(by: Actor, on: date) -> list[Group]:
    """Return the portfolio by phase: candidates, entered, then each phase. Six SQL statements; the rest is not read.

    Two fewer for who does not read the reports.
    """
    kept, own = _kept(), project_model(on)
    groups = {state: Group(state, Project.State(state).label, True) for state in map(str, BEFORE)}
    for model in (own, *kept.values()):
        for phase in model.phases:
            groups.setdefault(f"phase:{phase.key}", Group(phase.key, phase.name, False))
    # A project that has not started is in no phase, whatever its row says.
    in_phase = Case(When(state=Project.State.STARTED, then="phase"), default=Value(""))
    living = projects(by).filter(state__in=[*BEFORE, Project.State.STARTED]).select_related(None).order_by()
    living = living.annotate(stands_in=in_phase)
    for state, phase, count in living.values_list("state", "stands_in").annotate(count=Count("pk")):
        group = groups.setdefault(_key(state, phase), Group(phase, phase, False))
        group.count = count
    shown = list(_first_few(living))
    keys = [project.pk for project in shown] if reads_reports(by) else []
    reports = last_reports(keys) if keys else {}
    outlooks = outlooks_of(keys, reports) if keys else {}
    for project in shown:
        model = kept.get(project.follows_id, own) if project.follows_id else own
        started = project.state == Project.State.STARTED
        point = model.point_after(project.phase) if started else model.first_point
        groups[_key(project.state, project.phase)].few.append(
            Card(project, str(point) if point else "", reports.get(project.pk), outlooks.get(project.pk, Outlook()))
        )
    return list(groups.values())


def _key(state: str, phase: str) -> str:
    return f"phase:{phase}" if state == Project.State.STARTED else state


def _first_few(living: QuerySet[Any]) -> QuerySet[Any]:
    """Return the first few projects of each phase, or state before the first one, by name."""
    place = Window(RowNumber(), partition_by=[F("state"), F("stands_in")], order_by="sort_key")
    first = living.annotate(place=place).filter(place__lte=FEW)
    rows = Project.objects.filter(pk__in=first.values("pk")).order_by("sort_key")
    shown = ("name", "code", "state", "phase", "follows_id", "pause_id")
    owner = ("latest_owner__name", "hand_over__from_date", "hand_over__former__name")
    return rows.select_related("latest_owner", "hand_over__former").only(*shown, *owner)
