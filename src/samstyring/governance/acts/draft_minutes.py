"""Draft the minutes of a meeting."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.accounts import record_drafts
from ..errors import MeetingNotHeld
from ..models import Meeting, Minutes
from ..rules.meetings import day_of
from ..rules.scopes import of_meeting


@acts.act(
    says=_("%(who)s drafted the minutes of the meeting of %(body)s on %(day)s"),
    scope=lambda **arguments: of_meeting(arguments["meeting"]),
)
def draft_minutes(*, meeting: Meeting, by: Actor, at: datetime) -> Minutes:
    """Begin the minutes of a meeting that is over. They are made from the record; only the accounts are written.

    Raises MeetingNotHeld. Done again, it gives the minutes there are.
    """
    if meeting.state != Meeting.State.HELD:
        raise MeetingNotHeld
    minutes, new = Minutes.objects.get_or_create(meeting=meeting)
    if new:
        record_drafts(items=list(meeting.items.all()))
    acts.record(minutes, meeting, body=meeting.body.name, day=day_of(meeting))
    return minutes
