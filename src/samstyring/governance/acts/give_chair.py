"""Give someone the chair of one meeting."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.parties.models import Person

from ..errors import MeetingNotOpenForThis
from ..models import Meeting
from ..queries.leaders import leader_on
from ..rules.meetings import COMING, day_of
from ..rules.scopes import of_meeting


@acts.act(
    says=_("%(who)s gave %(chair)s the chair of the meeting of %(body)s on %(day)s"),
    scope=lambda **arguments: of_meeting(arguments["meeting"]),
)
def give_chair(*, meeting: Meeting, chair: Person, by: Actor, at: datetime) -> Meeting:
    """Let a person chair one meeting, one without a seat too (LE-1). It is recorded, and gives no position.

    Giving it to the leader gives it back. Raises MeetingNotOpenForThis when the meeting is over.
    """
    if meeting.state not in COMING:
        raise MeetingNotOpenForThis
    leader = leader_on(meeting.body, day_of(meeting))
    meeting.chair = None if leader is not None and leader.pk == chair.pk else chair
    meeting.revision += 1
    meeting.save(update_fields=["chair", "revision"])
    acts.record(meeting, chair, chair=chair.name, body=meeting.body.name, day=day_of(meeting))
    return meeting
