"""What was decided under an agreement is closed with it: projects, scoring criteria and ranked lists."""

from typing import Any

from django.db.models import QuerySet

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
    """Repeal scoring criteria from the day on: what was scored on them is kept, and said to be on earlier ones.

    Drafts of the same body are withdrawn, with why.
    """
    for body in set(ScoringCriteria.objects.filter(pk__in=closing.keys).values_list("body", flat=True)):
        _withdraw_drafts(ScoringCriteria.objects.filter(body=body), closing)
        _repeal(ScoringCriteria(body_id=body, criteria=[]), closing, basis)


@effect
def close_lists(*, closing: Closing, basis: Basis) -> None:
    """Close ranked lists from the day on: drafts are withdrawn, and what was decided and recorded stays."""
    for row in RankedList.objects.filter(pk__in=closing.keys):
        _withdraw_drafts(row.rankings.all(), closing)
        _repeal(Ranking(ranked_list=row), closing, basis)


def _withdraw_drafts(versions: QuerySet[Any], closing: Closing) -> None:
    versions.filter(state__in=OPEN).update(state=GovernedVersion.State.WITHDRAWN, withdrawn_why=closing.why[:1000])


def _repeal(version: Any, closing: Closing, basis: Basis) -> None:
    """Adopt a version with nothing in it, which repeals those before it."""
    version.note, version.repeals, version.created_at = closing.why, True, closing.at
    version.save(force_insert=True)
    version.number = next_version_number(version.siblings())
    version.state, version.in_force_from, version.basis = GovernedVersion.State.ADOPTED, closing.on, basis
    version.save(update_fields=["state", "number", "in_force_from", "basis"])
