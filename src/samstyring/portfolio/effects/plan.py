"""Freezing a plan as the baseline that it is measured against."""

from samstyring.kernel import acts
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis

from ..models import Baseline, BaselineDate, Milestone, Passing, Project


@effect
def freeze_plan(
    *, project: Project, passing: Passing | None = None, reason: str = "", basis: Basis | None = None
) -> Baseline | None:
    """Keep when each milestone is to be reached, as it stands now; None where the plan has none."""
    del basis
    milestones = list(Milestone.objects.filter(project=project, removed_at=None))
    if not milestones:
        return None
    baseline = Baseline.objects.create(
        project=project,
        number=Baseline.objects.filter(project=project).count() + 1,
        passing=passing,
        reason=reason,
        at=require_running("freeze_plan").at,
    )
    BaselineDate.objects.bulk_create(
        BaselineDate(baseline=baseline, milestone=row, due_on=row.done_on or row.due_on) for row in milestones
    )
    acts.record(project, baseline)
    return baseline
