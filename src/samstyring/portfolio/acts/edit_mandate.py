"""Edit the draft of a mandate."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from ..models import Mandate
from ..queries import decision_points
from ..rules.mandates import mandate_content
from ..rules.projects import require_open
from ..rules.versions import content_of, require_draft


@acts.act(
    says=_("%(who)s edited a draft mandate for %(project)s"),
    scope=lambda **a: [f"project:{a['mandate'].project_id}"],
)
def edit_mandate(
    *, mandate: Mandate, content: Mapping[str, Any], revision: int | None = None, by: Actor, at: datetime
) -> Mandate:
    """Put `content` over what the draft says. Raises VersionLocked once it is proposed (SG-5), Stale, InvalidInput."""
    require_open(mandate.project)
    require_draft(mandate)
    mandate.check_revision(revision)
    before = content_of(mandate)
    points = [point.key for point in decision_points.model_of(mandate.project, clock.local_date(at)).points]
    after = mandate_content({**before, **content}, points)
    for column, value in after.items():
        setattr(mandate, column, value)
    mandate.revision += 1
    mandate.save()
    changed = sorted(column for column in after if after[column] != before[column])
    acts.record(mandate.project, mandate, project=str(mandate.project), changed=changed)
    return mandate
