"""Take back regrets: the holder can come after all."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.substitutes import release
from ..errors import AlreadyEnded, MeetingNotOpenForThis
from ..models import Regrets
from ..rules.meetings import COMING, day_of


@acts.act(
    says=gettext_lazy("%(who)s took back the regrets for %(seat)s to the meeting of %(body)s on %(day)s"),
    scope=lambda **arguments: [f"seat:{arguments['regrets'].seat_id}"],
)
def withdraw_regrets(*, regrets: Regrets, by: Actor, at: datetime) -> Regrets:
    """Note that the holder comes after all; a substitute who was brought in is let go. Raises AlreadyEnded, MeetingNotOpenForThis."""
    if regrets.withdrawn_at is not None:
        raise AlreadyEnded
    if regrets.meeting.state not in COMING:
        raise MeetingNotOpenForThis
    regrets.withdrawn_at = at
    regrets.save(update_fields=["withdrawn_at"])
    call = release(regrets=regrets, at=at)
    if by.person_id != regrets.person_id:
        acts.on_behalf_of(regrets.person)
    meeting = regrets.meeting
    acts.record(
        meeting,
        regrets.seat,
        regrets,
        *([call] if call else []),
        seat=regrets.seat.name,
        body=meeting.body.name,
        day=day_of(meeting),
    )
    return regrets
