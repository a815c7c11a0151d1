"""The portfolio by phase: how many projects stand where, and what comes next for the first of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.actors import Actor

from ..models import ModelEdition, Project
from ..project_models import ProjectModel, from_plain
from .charter import project_model
from .lists import projects

FEW = 12
"""How many projects of a phase are named; the list has the rest."""
BEFORE = (Project.State.CANDIDATE, Project.State.ENTERED)


@dataclass
class Group:
    """A phase, or a state before the first one, with how many projects stand there and the first few of them."""

    key: str
    name: Any
    by_state: bool
    count: int = 0
    few: list[tuple[Project, str]] = field(default_factory=list)

    @property
    def more(self) -> int:
        """Return how many are not named."""
        return self.count - len(self.few)


def in_phase(rows: QuerySet[Project], phase: str) -> QuerySet[Project]:
    """Return the projects that have started and stand in a phase."""
    return rows.filter(state=Project.State.STARTED, phase=phase)


def phases_in_use(on: date) -> Sequence[tuple[str, str]]:
    """Return the phases of the agreement's model and of those that projects follow, each once. One SQL statement."""
    models = [project_model(on), *_kept().values()]
    return list({phase.key: phase.name for model in reversed(models) for phase in model.phases}.items())


def _kept() -> dict[UUID, ProjectModel]:
    rows = ModelEdition.objects.filter(projects__state=Project.State.STARTED).distinct()
    return {row.pk: from_plain(row.content) for row in rows}


def by_phase(by: Actor, on: date) -> list[Group]:
    """Return the portfolio by phase: candidates, entered, then each phase. Two SQL statements."""
    kept, own = _kept(), project_model(on)
    groups = {state: Group(state, Project.State(state).label, True) for state in map(str, BEFORE)}
    for model in (own, *kept.values()):
        for phase in model.phases:
            groups.setdefault(f"phase:{phase.key}", Group(phase.key, phase.name, False))
    living = projects(by).filter(state__in=[*BEFORE, Project.State.STARTED]).order_by("sort_key")
    for project in (
        living.only("name", "code", "state", "phase", "follows_id", "pause_id", "owner__name")
        .select_related(None)
        .select_related("owner")
    ):
        model = kept.get(project.follows_id, own) if project.follows_id else own
        started = project.state == Project.State.STARTED
        key = f"phase:{project.phase}" if started else str(project.state)
        group = groups.setdefault(key, Group(project.phase, project.phase, False))
        group.count += 1
        if len(group.few) < FEW:
            point = model.point_after(project.phase) if started else model.first_point
            group.few.append((project, str(point) if point else ""))
    return list(groups.values())
