"""Take a milestone out of a project's plan."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..models import Milestone
from ..queries import plan
from ..rules.plan import require_open_milestone
from ..rules.projects import require_open


@acts.act(
    says=_("%(who)s took %(milestone)s out of the plan of %(project)s: %(reason)s"),
    scope=lambda **a: [f"project:{a['milestone'].project_id}"],
)
def remove_milestone(
    *, milestone: Milestone, reason: str, revision: int | None = None, by: Actor, at: datetime
) -> Milestone:
    """Take it out of the plan, with a reason; what a baseline says of it stays. Raises ProjectOver, MilestoneDone, Stale, InvalidInput."""
    require_open(milestone.project)
    require_open_milestone(milestone, revision, plan.passed_on(milestone))
    if not reason.strip():
        raise InvalidInput({"reason": _("Write why: it stands in the project's history.")})
    milestone.removed_at = at
    milestone.save(update_fields=["removed_at"])
    acts.record(
        milestone.project,
        milestone,
        project=str(milestone.project),
        milestone=milestone.name,
        reason=reason.strip()[:1000],
    )
    return milestone
