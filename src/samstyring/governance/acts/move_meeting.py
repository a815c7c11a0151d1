"""Move a meeting, or change its place."""

from collections.abc import Sequence
from copy import copy
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date
from samstyring.kernel.errors import InvalidInput, Stale
from samstyring.records.effects import Upload

from ..effects.authority import authority_to_send
from ..effects.callings import call_those_who_came_in
from ..effects.dispatches import send_out
from ..effects.substitutes import let_regrets_fall
from ..errors import MeetingNotOpenForThis
from ..models import Dispatch, Meeting
from ..queries.recipients import Recipient, still_called
from ..queries.recipients import called as called_to
from ..queries.ruled import rule_of
from ..rules import letters
from ..rules.meetings import day_of, lies_within, notice_refusal, times_errors


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
    the summons. At a time outside the one before, everyone is asked anew whether they can come: regrets for the time
    before count no more, and substitutes who were brought in for them are let go. Whoever holds a seat on the new day
    and did not on the old one gets the summons; whoever does not hold it any more is told. The notice that the rules ask
    for is counted from the summons.

    Raises Stale, InvalidInput, MeetingNotOpenForThis, SummonsNeedsLeader, NoticeTooShort.
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
    called = meeting.state == Meeting.State.CALLED
    before = called_to(meeting) if called else []
    anew = not lies_within(starts_at, ends_at, was)
    if called and anew:
        _keeps_notice(meeting, starts_at, at)
    meeting.starts_at, meeting.ends_at = starts_at, ends_at
    meeting.place, meeting.video_link = place.strip(), video_link
    meeting.revision += 1
    if called:
        meeting.sequence += 1
    meeting.save()
    standing = meeting.regrets.filter(withdrawn_at__isnull=True).select_related("seat", "person", "meeting__body")
    fallen = let_regrets_fall(regrets=standing, at=at) if anew else []
    if called:
        sent = authority_to_send(
            meeting=meeting, at=at, evidence=evidence, evidence_title=_("The leader's word on moving the meeting")
        )
        _tell(meeting, was, still_called(meeting, before), sent.text, anew)
        call_those_who_came_in(meeting=meeting, before=before)
    acts.record(
        meeting,
        meeting.body,
        *fallen,
        body=meeting.body.name,
        was=was_day,
        day=day_of(meeting),
        called=called,
        regrets_fallen=len(fallen),
    )
    return meeting


def _keeps_notice(meeting: Meeting, starts_at: datetime, at: datetime) -> None:
    """Refuse a time that is too close to the summons, by the rules of that day."""
    later = copy(meeting)
    later.starts_at = starts_at
    refusal = notice_refusal(rule_of(later, "notice_days"), later, local_date(at))
    if refusal is not None:
        raise refusal


def _tell(
    meeting: Meeting, was: tuple[datetime, datetime], recipients: Sequence[Recipient], authority: str, anew: bool
) -> None:
    letter = letters.in_all_languages(
        charter.cooperation().language,
        lambda: letters.moved(meeting, letters.when(*was), letters.address_of(meeting), authority, asked_anew=anew),
    )
    send_out(
        meeting=meeting,
        kind=Dispatch.Kind.CHANGE,
        subject=letter.subject,
        text=letter.text,
        translations=letter.translations,
        authority=authority,
        recipients=recipients,
        ask_regrets=anew,
    )
