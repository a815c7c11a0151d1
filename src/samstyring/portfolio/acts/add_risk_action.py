"""Say what is done about a risk or an opportunity."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..models import Risk, RiskAction
from ..rules.projects import require_open
from ..rules.risks import checked_action, require_open_risk


@acts.act(
    says=_("%(who)s put an action on the risk %(risk)s of %(project)s: %(what)s"),
    scope=lambda **a: [f"project:{a['risk'].project_id}"],
)
def add_risk_action(*, risk: Risk, what: str, responsible: str, due_on: date, by: Actor, at: datetime) -> Risk:
    """Say what is done, by whom (a role) and by which day. Raises ProjectOver, RiskClosed, InvalidInput."""
    require_open(risk.project)
    require_open_risk(risk)
    checked_action(what, responsible, due_on)
    made = RiskAction.objects.create(
        risk=risk,
        sequence=risk.actions.count() + 1,
        what=what.strip()[:300],
        responsible=responsible.strip()[:200],
        due_on=due_on,
    )
    acts.record(risk.project, risk, project=str(risk.project), risk=risk.title, what=made.what)
    return risk
