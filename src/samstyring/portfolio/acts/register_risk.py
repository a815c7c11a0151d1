"""Register a risk or an opportunity of a project."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.risks import write_assessments
from ..models import Project, Risk
from ..queries.risks import exposable_ids
from ..rules.projects import require_open
from ..rules.risks import checked, judged


@acts.act(
    says=_("%(who)s registered %(risk)s as a risk or opportunity of %(project)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def register_risk(*, project: Project, values: Mapping[str, Any], by: Actor, at: datetime) -> Risk:
    """Register what may happen, why and what it leads to, with its first assessment on the scale 1–5 (SG-4).

    Raises ProjectOver, InvalidInput.
    """
    require_open(project)
    if values.get("kind") not in Risk.Kind.values:
        raise InvalidInput({"kind": _("Choose one.")})
    said = checked(values)
    columns, exposed = judged(values, exposable_ids(project))
    made: Risk = Risk.objects.create(
        project=project,
        sequence=Risk.objects.filter(project=project).count() + 1,
        kind=values["kind"],
        registered_at=at,
        **said,
    )
    write_assessments([(made, columns, exposed)], by, at)
    made.save()
    acts.record(project, made, project=str(project), risk=made.title, weight=columns["weight"])
    return made
