"""Move a meeting, or change its place."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput, Stale
from samstyring.records.effects import Upload

from ..effects.authority import authority_to_send
from ..effects.dispatches import send_out
from ..errors import MeetingNotOpenForThis
from ..models import Dispatch, Meeting
from ..rules import letters
from ..rules.meetings import day_of, times_errors


@acts.act(
    says=gettext_lazy("%(who)s moved the meeting of %(body)s from %(was)s to %(day)s"),
    scope=lambda **arguments: [f"body:{arguments['meeting'].body_id}"],
)
def move_meeting(
    *,
    meeting: Meeting,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    video_link: str = "",
    evidence: Upload | None = None,
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> Meeting:
    """Give a meeting a new time or place.

    Once it is called, everyone gets the changed invitation (same UID, next sequence), on the leader's authority as
    the summons.

    Raises Stale, InvalidInput, MeetingNotOpenForThis, SummonsNeedsLeader.
    """
    if meeting.state not in (Meeting.State.PLANNED, Meeting.State.CALLED):
        raise MeetingNotOpenForThis
    if revision is not None and revision != meeting.revision:
        raise Stale(meeting)
    errors = times_errors(starts_at, ends_at, at)
    if errors:
        raise InvalidInput(errors)
    was_day, was = day_of(meeting), (meeting.starts_at, meeting.ends_at)
    if (*was, meeting.place, meeting.video_link) == (starts_at, ends_at, place.strip(), video_link):
        raise InvalidInput({"": _("Time and place are as before.")})
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    meeting.place, meeting.video_link = place.strip(), video_link
    meeting.revision += 1
    called = meeting.state == Meeting.State.CALLED
    if called:
        meeting.sequence += 1
    meeting.save()
    if called:
        sent = authority_to_send(
            meeting=meeting, at=at, evidence=evidence, evidence_title=_("The leader's word on moving the meeting")
        )
        letter = letters.in_all_languages(
            charter.cooperation().language,
            lambda: letters.moved(meeting, letters.when(*was), letters.address_of(meeting), sent.text),
        )
        send_out(
            meeting=meeting,
            kind=Dispatch.Kind.CHANGE,
            subject=letter.subject,
            text=letter.text,
            translations=letter.translations,
            authority=sent.text,
        )
    acts.record(meeting, meeting.body, body=meeting.body.name, was=was_day, day=day_of(meeting), called=called)
    return meeting
