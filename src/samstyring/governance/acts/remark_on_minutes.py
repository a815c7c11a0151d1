"""Remark on minutes."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.treat import acts_for_others
from ..errors import MinutesApproved, MinutesNotSent
from ..models import Minutes, MinutesRemark, Seat
from ..queries.standing import person_acting
from ..rules.meetings import day_of


@acts.act(
    says=_("%(who)s recorded a remark from %(seat)s on the minutes of %(day)s"),
    scope=lambda **arguments: [f"seat:{arguments['seat'].pk}"],
)
def remark_on_minutes(*, minutes: Minutes, seat: Seat, text: str, by: Actor, at: datetime) -> MinutesRemark:
    """Remark on minutes that were sent for comment, until they are approved: a seat for itself, or the secretariat.

    Raises MinutesNotSent, MinutesApproved, InvalidInput.
    """
    if minutes.state == Minutes.State.DRAFT:
        raise MinutesNotSent
    if minutes.state == Minutes.State.APPROVED:
        raise MinutesApproved
    if seat.body_id != minutes.meeting.body_id:
        raise InvalidInput({"seat": _("This seat belongs to another body.")})
    if not text.strip():
        raise InvalidInput({"text": _("Write the remark.")})
    remark = MinutesRemark.objects.create(minutes=minutes, seat=seat, text=text.strip(), by=person_acting(by), at=at)
    if acts_for_others():
        acts.on_behalf_of(seat)
    acts.record(minutes, remark, seat, seat=seat.name, day=day_of(minutes.meeting))
    return remark
