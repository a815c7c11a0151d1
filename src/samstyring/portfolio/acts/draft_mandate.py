"""Draft a new version of a project's mandate."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from .. import queries
from ..models import Mandate, Project
from ..queries import decision_points
from ..rules.mandates import mandate_content
from ..rules.projects import require_open
from ..rules.versions import content_of


@acts.act(
    says=_("%(who)s drafted a mandate for %(project)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def draft_mandate(
    *,
    project: Project,
    content: Mapping[str, Any] | None = None,
    copy_of: Mandate | None = None,
    by: Actor,
    at: datetime,
) -> Mandate:
    """Draft a version: a copy of `copy_of`, or else of the one in force, with `content` put over it.

    It has no number and no force until a decision adopts it (SG-3, SG-5); two drafts may compete. Raises ProjectOver,
    InvalidInput.
    """
    require_open(project)
    today = clock.local_date(at)
    model = copy_of or queries.mandate_in_force(project, today)
    start = content_of(model) if model else {}
    points = [point.key for point in decision_points.model_of(project, today).points]
    mandate = Mandate.objects.create(
        project=project, created_at=at, **mandate_content({**start, **(content or {})}, points)
    )
    acts.record(project, mandate, project=str(project), copied_from=model.number if model and model.number else 0)
    return mandate
