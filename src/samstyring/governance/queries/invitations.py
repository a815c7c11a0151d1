"""The calendar invitation to a meeting: sent with a dispatch, or offered on the meeting's page."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.parties.models import Person
from samstyring.records.calendar import Attendee, Method, invitation

from ..models import Dispatch, Meeting
from ..rules import letters

SENT_WITH: dict[str, Method] = {
    Dispatch.Kind.SUMMONS: "REQUEST",
    Dispatch.Kind.CHANGE: "REQUEST",
    Dispatch.Kind.CANCELLATION: "CANCEL",
    Dispatch.Kind.SUBSTITUTE: "REQUEST",
    Dispatch.Kind.RELEASED: "CANCEL",
}


@dataclass(frozen=True)
class Invitation:
    """An .ics file and the method that it carries."""

    content: bytes
    method: Method


def method_of(dispatch: Dispatch) -> Method | None:
    """Return how a dispatch invites, or None: papers and minutes do not, nor where the invitation exists elsewhere."""
    if dispatch.meeting.invitation_elsewhere:
        return None
    return SENT_WITH.get(dispatch.kind)


def for_dispatch(dispatch: Dispatch, person: Person, role: str) -> Invitation | None:
    """Return the invitation that goes with a dispatch to one recipient: same UID always, the sequence counts up."""
    method = method_of(dispatch)
    if method is None:
        return None
    attendee = Attendee(person.name, person.email, "REQ-PARTICIPANT" if role != "observer" else "OPT-PARTICIPANT")
    return Invitation(_ics(dispatch.meeting, method, dispatch.sequence, [attendee], dispatch.sent_at), method)


def to_take(meeting: Meeting) -> Invitation:
    """Return the meeting as an event that a reader can take into the calendar, asking for no answer."""
    stamp = meeting.called_at or meeting.frozen_at or meeting.starts_at
    return Invitation(_ics(meeting, "PUBLISH", meeting.sequence, [], stamp), "PUBLISH")


def _ics(meeting: Meeting, method: Method, sequence: int, attendees: list[Attendee], stamp: datetime) -> bytes:
    cooperation = charter.cooperation()
    return invitation(
        uid=meeting.uid,
        sequence=sequence,
        method=method,
        summary=f"{meeting.body.name}, {cooperation.name}",
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        organizer=(cooperation.name, cooperation.secretariat_mailbox or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        attendees=attendees,
        stamp=stamp,
        description=_("Papers and regrets: %(address)s") % {"address": letters.address_of(meeting)},
        location=meeting.place,
        video_link=meeting.video_link,
        status="CANCELLED" if method == "CANCEL" or meeting.state == Meeting.State.CANCELLED else None,
    )
