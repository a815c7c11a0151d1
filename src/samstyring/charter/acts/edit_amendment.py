"""Edit what a drafted amendment says of itself."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Stale

from ..effects.amendments import checked_content
from ..models import Amendment
from ..rules import require_draft


@acts.act(says=_("%(who)s edited amendment %(number)s of the agreement"))
def edit_amendment(
    *,
    amendment: Amendment,
    title: str,
    reason: str,
    initiative: str,
    in_force_from: date | None = None,
    changes_term: bool = False,
    until: date | None = None,
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> Amendment:
    """Edit title, reason, initiative, the day it is to come into force, and the term. Raises NotADraft, Stale."""
    require_draft(amendment)
    if revision is not None and revision != amendment.revision:
        raise Stale(amendment)
    content = checked_content(
        agreement=amendment.agreement,
        title=title,
        reason=reason,
        initiative=initiative,
        in_force_from=in_force_from,
        changes_term=changes_term,
        until=until,
        at=at,
        basis=None,
    )
    for field, value in content.items():
        setattr(amendment, field, value)
    amendment.revision += 1
    amendment.save()
    acts.record(amendment, number=amendment.number)
    return amendment
