"""Judge a risk or an opportunity anew."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.risks import write_assessments
from ..models import Risk
from ..queries.risks import exposable_ids
from ..rules.projects import require_open
from ..rules.risks import judged, require_open_risk


@acts.act(
    says=_("%(who)s judged %(risk)s of %(project)s anew"),
    scope=lambda **a: [f"project:{a['risk'].project_id}"],
)
def assess_risk(*, risk: Risk, values: Mapping[str, Any], revision: int | None = None, by: Actor, at: datetime) -> Risk:
    """Add an assessment, which counts from now; those before stay (SG-4). Raises ProjectOver, RiskClosed, Stale, InvalidInput."""
    require_open(risk.project)
    require_open_risk(risk, revision)
    columns, exposed = judged(values, exposable_ids(risk.project))
    before = risk.standing.weight if risk.standing else None
    risk.revision += 1
    write_assessments([(risk, columns, exposed)], by, at)
    risk.save()
    acts.record(risk.project, risk, project=str(risk.project), risk=risk.title, before=before, weight=columns["weight"])
    return risk
