"""Change what a risk or an opportunity is called and said to be."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..models import Risk
from ..rules.projects import require_open
from ..rules.risks import checked, require_open_risk


@acts.act(
    says=_("%(who)s changed what is said of the risk %(risk)s of %(project)s"),
    scope=lambda **a: [f"project:{a['risk'].project_id}"],
)
def edit_risk(*, risk: Risk, values: Mapping[str, Any], revision: int | None = None, by: Actor, at: datetime) -> Risk:
    """Change title, cause, consequence and category; how it was judged stays. Raises ProjectOver, RiskClosed, Stale, InvalidInput."""
    require_open(risk.project)
    require_open_risk(risk, revision)
    before = risk.title
    for name, value in checked(values).items():
        setattr(risk, name, value)
    risk.revision += 1
    risk.save()
    acts.record(risk.project, risk, project=str(risk.project), risk=risk.title, before=before)
    return risk
