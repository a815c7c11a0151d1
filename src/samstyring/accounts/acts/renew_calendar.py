"""Make a secret address for one's own calendar."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.ids import uuid7

from ..models import CalendarSubscription, User
from ..rules import calendar_token_of, hash_of


@acts.act(says=_("%(who)s made an address for their own calendar"), public=True)
def renew_calendar(*, by: Actor, at: datetime) -> CalendarSubscription:
    """Make an address by which calendars read what the person may see; an earlier one works no more. Raises NotThere."""
    user = User.objects.filter(person_id=by.person_id, is_active=True).first() if by.person_id else None
    if user is None:
        raise NotThere
    CalendarSubscription.objects.filter(person=user.person, revoked_at=None).update(revoked_at=at)
    key = uuid7()
    made = CalendarSubscription.objects.create(
        id=key, person=user.person, token_hash=hash_of(calendar_token_of(key)), made_at=at
    )
    acts.record(user.person)
    return made
