"""Freeze a baseline for a project that was past the decision point when its plan was written."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from .. import effects
from ..errors import BaselineStands
from ..models import Project
from ..queries import plan
from ..rules.projects import require_open


@acts.act(
    says=_("%(who)s froze the plan of %(project)s as its baseline: %(reason)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def freeze_baseline(*, project: Project, reason: str, by: Actor, at: datetime) -> Project:
    """Freeze the plan where the decision point that does it was passed before the plan was here: once, with a reason.

    Otherwise passing that point freezes it. Raises ProjectOver, BaselineStands, InvalidInput.
    """
    require_open(project)
    if not reason.strip():
        raise InvalidInput({"reason": _("Write why: it stands in the project's history.")})
    if not plan.lacks_baseline(project, clock.local_date(at)):
        raise BaselineStands
    if effects.freeze_plan(project=project, reason=reason.strip()[:1000]) is None:
        raise BaselineStands(_("The plan has no milestones to freeze."))
    acts.record(project, project=str(project), reason=reason.strip())
    return project
