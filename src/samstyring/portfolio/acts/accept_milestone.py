"""Say that a milestone is reached, or that a deliverable is accepted."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..models import Milestone
from ..queries import decision_points, plan
from ..rules.decision_points import require_said_here
from ..rules.plan import require_open_milestone
from ..rules.projects import require_open


@acts.act(
    says=_("%(who)s registered that %(milestone)s of %(project)s is reached"),
    scope=lambda **a: [f"project:{a['milestone'].project_id}"],
)
def accept_milestone(
    *, milestone: Milestone, done_on: date, remark: str = "", revision: int | None = None, by: Actor, at: datetime
) -> Milestone:
    """Register that it is reached, or accepted by whoever is to accept it; then it is not changed (SG-4).

    `remark`: for a deliverable, who accepted it and where that stands. One that is tied to a decision point ahead is
    reached by that being passed. Raises ProjectOver, MilestoneDone, Stale, PointSaysSo, InvalidInput.
    """
    require_open(milestone.project)
    require_open_milestone(milestone, revision, plan.passed_on(milestone))
    today = clock.local_date(at)
    require_said_here(milestone, decision_points.model_of(milestone.project, today))
    if done_on > today:
        raise InvalidInput({"done_on": _("It cannot have been reached on a day that has not come.")})
    if milestone.kind == Milestone.Kind.DELIVERABLE and not remark.strip():
        raise InvalidInput({"remark": _("Write who has accepted it, and where that stands.")})
    milestone.done_on, milestone.remark = done_on, remark.strip()[:1000]
    milestone.revision += 1
    milestone.save(update_fields=["done_on", "remark", "revision"])
    acts.record(
        milestone.project,
        milestone,
        project=str(milestone.project),
        milestone=milestone.name,
        done_on=done_on.isoformat(),
    )
    return milestone
