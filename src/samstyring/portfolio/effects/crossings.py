"""What was decided under an agreement is closed with it: projects, scoring criteria and ranked lists."""

from typing import Any

from samstyring.charter.registry import Closing
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.kernel.versions import GovernedVersion, next_version_number

from ..models import Project, RankedList, Ranking, ScoringCriteria
from ..queries.versions import OPEN
from .standstill import end_pause


@effect
def stop_projects(*, closing: Closing, basis: Basis) -> None:
    """Stop projects from the day on: their papers, money and history stay."""
    for project in Project.objects.filter(pk__in=closing.keys):
        end_pause(project=project, on=closing.on, basis=basis)
        project.state, project.ended_on, project.ended_by = Project.State.STOPPED, closing.on, basis
        project.revision += 1
        project.save(update_fields=["state", "ended_on", "ended_by", "revision"])


@effect
def close_criteria(*, closing: Closing, basis: Basis) -> None:
    """Repeal scoring criteria from the day on: what was scored on them is kept, and said to be on earlier ones."""
    for row in ScoringCriteria.objects.filter(pk__in=closing.keys):
        _repeal(ScoringCriteria(body_id=row.body_id, criteria=[]), closing, basis)


@effect
def close_lists(*, closing: Closing, basis: Basis) -> None:
    """Close ranked lists from the day on: drafts are withdrawn, and what was decided and recorded stays."""
    for row in RankedList.objects.filter(pk__in=closing.keys):
        row.rankings.filter(state__in=OPEN).update(state=GovernedVersion.State.WITHDRAWN)
        _repeal(Ranking(ranked_list=row), closing, basis)


def _repeal(version: Any, closing: Closing, basis: Basis) -> None:
    """Adopt a version with nothing in it, which repeals those before it."""
    version.note, version.repeals, version.created_at = closing.why, True, closing.at
    version.save(force_insert=True)
    version.number = next_version_number(version.siblings())
    version.state, version.in_force_from, version.basis = GovernedVersion.State.ADOPTED, closing.on, basis
    version.save(update_fields=["state", "number", "in_force_from", "basis"])
