"""Change a milestone of a project's plan."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from ..models import Milestone
from ..queries import plan
from ..rules.plan import checked, require_open_milestone
from ..rules.projects import require_open


@acts.act(
    says=_("%(who)s changed %(milestone)s in the plan of %(project)s"),
    scope=lambda **a: [f"project:{a['milestone'].project_id}"],
)
def edit_milestone(
    *, milestone: Milestone, values: Mapping[str, Any], revision: int | None = None, by: Actor, at: datetime
) -> Milestone:
    """Change what is said of it, or its day: the baseline stays as it was frozen. Raises ProjectOver, MilestoneDone, Stale, InvalidInput."""
    require_open(milestone.project)
    require_open_milestone(milestone, revision, plan.passed_on(milestone))
    before = milestone.due_on
    points = plan.points_to_choose(milestone.project, milestone, clock.local_date(at))
    for name, value in checked(values, points).items():
        setattr(milestone, name, value)
    milestone.revision += 1
    milestone.save()
    acts.record(
        milestone.project,
        milestone,
        project=str(milestone.project),
        milestone=milestone.name,
        before=before.isoformat(),
        due_on=milestone.due_on.isoformat(),
    )
    return milestone
