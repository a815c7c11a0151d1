"""The question by link for a substitute: can you meet?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.ui.questions import QuestionKind, QuestionPage

from . import acts
from .effects.dispatches import SUBSTITUTE
from .forms.substitutes import AnswerForm
from .models import Meeting, SubstituteCall
from .queries import substitutes as queries
from .rules import letters
from .rules.substitutes import WAITING

ACT = "governance.answer_as_substitute"


def _call(about_id: UUID) -> SubstituteCall:
    """Return the call. Raises NotThere when it asks nothing any more: begun, answered for good, or not needed."""
    call = queries.call(about_id)
    if call.regrets.meeting.state != Meeting.State.CALLED or call.state not in WAITING:
        raise NotThere
    return call


def read(about_id: UUID) -> QuestionPage:
    """Return the whole question."""
    call = _call(about_id)
    meeting = call.regrets.meeting
    lines = [
        (_("Time"), letters.when(meeting.starts_at, meeting.ends_at)),
        (_("Seat"), call.regrets.seat.name),
        (_("Sent regrets"), call.regrets.person.name),
    ]
    if meeting.place:
        lines.insert(1, (_("Place"), meeting.place))
    return QuestionPage(
        heading=_("Can you come to the %(title)s?") % {"title": letters.title(meeting)},
        lead=_("You are substitute number %(rank)s. If you cannot come, the next one is asked.")
        % {"rank": call.substitute.rank},
        lines=lines,
        already=_("You have said that you come. You can still say that you cannot.")
        if call.state == SubstituteCall.State.COMES
        else "",
        button=_("Send the answer"),
        personal=True,
    )


def answer(*, about_id: UUID, data: Mapping[str, Any], by: Actor, at: datetime, intent: UUID | None) -> SubstituteCall:
    """Answer, as the person whom the link was sent to."""
    call = _call(about_id)
    given: SubstituteCall = acts.answer_as_substitute(
        call=call, comes=data["answer"] == "yes", by_link=True, by=as_substitute(by, call), at=at, intent=intent
    )
    return given


def as_substitute(by: Actor, call: SubstituteCall) -> Actor:
    """Return the person in the capacity of substitute: who holds several answers as that here."""
    for permit in by.permits(ACT, [f"seat:{call.regrets.seat_id}"]):
        if permit.capacity and permit.capacity.role == "substitute":
            return by.choosing(permit.capacity.key)
    return by


KIND = QuestionKind(SUBSTITUTE, read, AnswerForm, answer)
