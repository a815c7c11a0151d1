"""Cancel a meeting."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.effects import Upload

from ..effects.agenda import give_back
from ..effects.authority import authority_to_send
from ..effects.dispatches import send_out
from ..errors import MeetingNotOpenForThis
from ..models import Dispatch, Meeting
from ..rules import letters
from ..rules.meetings import day_of


@acts.act(
    says=gettext_lazy("%(who)s cancelled the meeting of %(body)s on %(day)s: %(why)s"),
    scope=lambda **arguments: [f"body:{arguments['meeting'].body_id}"],
)
def cancel_meeting(*, meeting: Meeting, why: str, evidence: Upload | None = None, by: Actor, at: datetime) -> Meeting:
    """Cancel a meeting, with the reason; its cases can go on another agenda.

    Once it is called, everyone gets the cancelled invitation (same UID, next sequence), on the leader's authority as
    the summons.

    Raises InvalidInput, MeetingNotOpenForThis, SummonsNeedsLeader.
    """
    if meeting.state not in (Meeting.State.PLANNED, Meeting.State.CALLED):
        raise MeetingNotOpenForThis
    if not why.strip():
        raise InvalidInput({"why": _("Say why the meeting is cancelled: everyone called gets to know.")})
    meeting.cancelled_why = why.strip()
    called = meeting.state == Meeting.State.CALLED
    if called:
        sent = authority_to_send(
            meeting=meeting, at=at, evidence=evidence, evidence_title=_("The leader's word on cancelling the meeting")
        )
        meeting.sequence += 1
        letter = letters.in_all_languages(charter.cooperation().language, lambda: letters.cancelled(meeting, sent.text))
        send_out(
            meeting=meeting,
            kind=Dispatch.Kind.CANCELLATION,
            subject=letter.subject,
            text=letter.text,
            translations=letter.translations,
            authority=sent.text,
        )
    give_back(meeting=meeting, why=meeting.cancelled_why)
    meeting.state = Meeting.State.CANCELLED
    meeting.revision += 1
    meeting.save()
    acts.record(
        meeting, meeting.body, body=meeting.body.name, day=day_of(meeting), why=meeting.cancelled_why, called=called
    )
    return meeting
