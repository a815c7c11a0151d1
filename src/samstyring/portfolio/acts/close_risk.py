"""Close a risk or an opportunity."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..models import Risk
from ..rules.projects import require_open
from ..rules.risks import require_open_risk


@acts.act(
    says=_("%(who)s closed the risk %(risk)s of %(project)s"),
    scope=lambda **a: [f"project:{a['risk'].project_id}"],
)
def close_risk(*, risk: Risk, reason: str, by: Actor, at: datetime) -> Risk:
    """Close it with the reason: it is over, or it happened. It stays in the list. Raises ProjectOver, RiskClosed, InvalidInput."""
    require_open(risk.project)
    require_open_risk(risk)
    if not reason.strip():
        raise InvalidInput({"reason": _("Write why.")})
    risk.closed_at, risk.closed_reason = at, reason.strip()[:1000]
    risk.revision += 1
    risk.save()
    acts.record(risk.project, risk, project=str(risk.project), risk=risk.title, reason=risk.closed_reason)
    return risk
