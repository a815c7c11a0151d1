"""Freezing a plan as the baseline that it is measured against."""

from collections.abc import Mapping
from datetime import date

from samstyring.kernel import acts
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis

from ..models import Baseline, BaselineDate, Milestone, Passing, Project


@effect
def freeze_plan(
    *,
    project: Project,
    passing: Passing | None = None,
    reason: str = "",
    dates: Mapping[int, date] | None = None,
    basis: Basis | None = None,
) -> Baseline | None:
    """Keep when each milestone is to be reached, as it stands now; None where the plan has none.

    `dates` are the days that a body decided on, by the milestones' numbers: then those are kept, and `basis` with them.
    """
    milestones = list(Milestone.objects.filter(project=project, removed_at=None).told())
    if dates is not None:
        milestones = [row for row in milestones if row.sequence in dates]
    if not milestones:
        return None
    baseline = Baseline.objects.create(
        project=project,
        number=Baseline.objects.filter(project=project).count() + 1,
        passing=passing,
        reason=reason,
        basis=basis,
        at=require_running("freeze_plan").at,
    )
    BaselineDate.objects.bulk_create(
        BaselineDate(baseline=baseline, milestone=row, due_on=_day(row, dates)) for row in milestones
    )
    acts.record(project, baseline)
    return baseline


def _day(milestone: Milestone, dates: Mapping[int, date] | None) -> date:
    if dates is not None:
        return dates[milestone.sequence]
    return milestone.reached_on or milestone.due_on
