"""Say that an action on a risk is done."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..errors import RiskActionDone
from ..models import Risk, RiskAction
from ..rules.projects import require_open
from ..rules.risks import require_open_risk


@acts.act(
    says=_("%(who)s said that an action on the risk %(risk)s of %(project)s is done: %(what)s"),
    scope=lambda **a: [f"project:{a['action'].risk.project_id}"],
)
def finish_risk_action(*, action: RiskAction, done_on: date, remark: str = "", by: Actor, at: datetime) -> Risk:
    """Say when it was done. Raises ProjectOver, RiskClosed, RiskActionDone, InvalidInput for a day that has not come."""
    risk = action.risk
    require_open(risk.project)
    require_open_risk(risk)
    if action.done_on is not None:
        raise RiskActionDone
    if done_on > clock.local_date(at):
        raise InvalidInput({"done_on": _("It cannot be done on a day that has not come.")})
    action.done_on, action.remark = done_on, remark.strip()[:500]
    action.save()
    acts.record(risk.project, risk, project=str(risk.project), risk=risk.title, what=action.what)
    return risk
