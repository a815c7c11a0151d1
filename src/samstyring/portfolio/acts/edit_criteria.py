"""Edit the draft of scoring criteria."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..models import ScoringCriteria
from ..rules.scoring import checked_criteria
from ..rules.versions import require_draft


@acts.act(says=_("%(who)s edited the draft scoring criteria for %(body)s"))
def edit_criteria(
    *,
    version: ScoringCriteria,
    criteria: Sequence[Mapping[str, Any]],
    note: str = "",
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> ScoringCriteria:
    """Write the draft anew. Raises VersionLocked once it is proposed (SG-5), Stale, InvalidInput."""
    version = ScoringCriteria.objects.select_for_update(of=("self",)).select_related("body").get(pk=version.pk)
    require_draft(version)
    version.check_revision(revision)
    version.criteria, version.note = checked_criteria(criteria), note.strip()
    version.revision += 1
    version.save(update_fields=["criteria", "note", "revision"])
    acts.record(version, version.body, body=version.body.name, criteria=[row["name"] for row in version.criteria])
    return version
