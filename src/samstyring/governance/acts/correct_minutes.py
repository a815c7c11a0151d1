"""Correct approved minutes."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..errors import MinutesNotApproved
from ..models import Minutes, MinutesCorrection
from ..queries.standing import person_acting
from ..rules.meetings import day_of
from ..rules.scopes import of_minutes


@acts.act(
    says=_("%(who)s wrote correction %(number)s of the minutes of %(body)s on %(day)s"),
    scope=lambda **arguments: of_minutes(arguments["minutes"]),
)
def correct_minutes(*, minutes: Minutes, text: str, by: Actor, at: datetime) -> MinutesCorrection:
    """Add a numbered note that corrects approved minutes; they stay as they are. Raises MinutesNotApproved."""
    if minutes.state != Minutes.State.APPROVED:
        raise MinutesNotApproved
    if not text.strip():
        raise InvalidInput({"text": _("Write the correction.")})
    number = MinutesCorrection.objects.filter(minutes=minutes).count() + 1
    correction = MinutesCorrection.objects.create(
        minutes=minutes, number=number, text=text.strip(), by=person_acting(by), at=at
    )
    acts.record(minutes, correction, number=number, body=minutes.meeting.body.name, day=day_of(minutes.meeting))
    return correction
