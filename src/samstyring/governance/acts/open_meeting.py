"""Open a meeting."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.parties.models import Person

from ..effects.treat import acts_for_others
from ..errors import MeetingNotCalled
from ..models import Meeting
from ..queries.leaders import leader_on
from ..queries.standing import person_acting
from ..rules.meetings import day_of
from ..rules.scopes import of_meeting


@acts.act(
    says=_("%(who)s opened the meeting of %(body)s on %(day)s"),
    scope=lambda **arguments: of_meeting(arguments["meeting"]),
)
def open_meeting(*, meeting: Meeting, chair: Person | None = None, by: Actor, at: datetime) -> Meeting:
    """Open a meeting that was called (LE-2). The leader chairs it unless another is named; who opens keeps the record.

    Raises MeetingNotCalled.
    """
    if meeting.state != Meeting.State.CALLED:
        raise MeetingNotCalled
    leader = leader_on(meeting.body, day_of(meeting))
    if chair is not None:
        meeting.chair = None if leader is not None and chair.pk == leader.pk else chair
    meeting.state, meeting.opened_at = Meeting.State.OPEN, at
    if acts_for_others():
        meeting.minute_taker = person_acting(by)
    meeting.revision += 1
    meeting.save()
    chairing = meeting.chair or leader
    acts.record(
        meeting,
        meeting.body,
        body=meeting.body.name,
        day=day_of(meeting),
        chair=chairing.name if chairing else "",
    )
    return meeting
