"""Revoke the secret address of one's own calendar."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere

from ..models import CalendarSubscription


@acts.act(says=_("%(who)s revoked the address of their own calendar"), public=True)
def revoke_calendar(*, by: Actor, at: datetime) -> CalendarSubscription:
    """End it: calendars that read it find nothing any more. Raises NotThere where there is none."""
    rows = CalendarSubscription.objects.select_related("person").filter(revoked_at=None)
    found = rows.filter(person_id=by.person_id).first() if by.person_id else None
    if found is None:
        raise NotThere
    found.revoked_at = at
    found.save(update_fields=["revoked_at"])
    acts.record(found.person)
    return found
