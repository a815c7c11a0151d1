"""Sending out: the dispatch, one delivery a recipient, and one job a delivery, in the act's own transaction."""

from collections.abc import Mapping, Sequence

from samstyring.kernel import clock
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis, HouseModel
from samstyring.records.models import Document
from samstyring.ui import questions

from .. import tasks
from ..errors import NobodyToCall
from ..models import Delivery, Dispatch, Meeting
from ..queries.holders import holders_on
from ..queries.recipients import Recipient, brought_in, called
from ..rules.meetings import day_of

REGRETS = "governance.regrets"
SUBSTITUTE = "governance.substitute"
Words = Mapping[str, Mapping[str, str]]


@effect
def send_out(
    *,
    meeting: Meeting,
    kind: Dispatch.Kind,
    subject: str,
    text: str,
    translations: Words | None = None,
    document: Document | None = None,
    authority: str = "",
    recipients: Sequence[Recipient] | None = None,
    contents: Sequence[Mapping[str, str]] = (),
    ask_regrets: bool = False,
    ask: str = "",
    about: HouseModel | None = None,
    by_itself: bool = False,
    basis: Basis | None = None,
) -> Dispatch:
    """Send something about a meeting to everyone who is called, or to those given. Raises NobodyToCall.

    `by_itself`: it follows from what somebody registered, and whoever did that has not sent it: the secretariat has.

    `translations` is the same letter in other languages than the co-operation's, `contents` says which items went
    along ({"item": id, "what": "new"}). With `ask_regrets` each holder of a
    seat gets a link of their own by which to send regrets; with `ask` everyone gets one with that question about `about`.
    """
    del basis
    running = require_running("send_out")
    recipients = called(meeting) if recipients is None else recipients
    if not recipients:
        raise NobodyToCall
    dispatch = Dispatch.objects.create(
        meeting=meeting,
        kind=kind,
        document=document,
        subject=subject[:300],
        text=text,
        translations={language: dict(words) for language, words in (translations or {}).items()},
        contents=[dict(row) for row in contents],
        sequence=meeting.sequence,
        authority=authority[:300],
        sent_by_id=None if by_itself else running.by.person_id,
        sent_at=running.at,
    )
    for recipient in recipients:
        if ask_regrets and recipient.seat is not None and recipient.role != "substitute":
            _deliver(dispatch, recipient, REGRETS, None)
        else:
            _deliver(dispatch, recipient, ask, about)
    return dispatch


def _deliver(dispatch: Dispatch, recipient: Recipient, question: str, about: HouseModel | None) -> None:
    delivery = Delivery(dispatch=dispatch, person=recipient.person, role=recipient.role)
    if not recipient.person.email:
        delivery.state = Delivery.State.NO_ADDRESS
        delivery.save()
        return
    delivery.save()
    link = _ask(delivery, question, about) if question else ""
    tasks.send_delivery.enqueue(str(delivery.pk), link)


def _ask(delivery: Delivery, question: str, about: HouseModel | None = None) -> str:
    """Put a question by link to a recipient: about the delivery itself, or about the call of a substitute."""
    meeting = delivery.dispatch.meeting
    return str(
        questions.ask(
            question=question,
            about_kind="governance.substitute_call" if about else "governance.delivery",
            about_id=about.pk if about else delivery.pk,
            person_id=delivery.person_id,
            # Links live by the machine's time, the meeting by the installation's clock.
            expires_at=meeting.starts_at - clock.offset(),
            at=require_running("ask_by_link").at,
        )
    )


@effect
def regrets_link(*, delivery: Delivery, basis: Basis | None = None) -> str:
    """Return the link that goes along where a summons, or the question to a substitute, is sent once more.

    "" where none does.
    """
    del basis
    meeting = delivery.dispatch.meeting
    if delivery.dispatch.kind == Dispatch.Kind.SUBSTITUTE:
        calls = [call for call in brought_in(meeting) if call.substitute.person_id == delivery.person_id]
        return _ask(delivery, SUBSTITUTE, calls[0]) if calls and meeting.state == Meeting.State.CALLED else ""
    asks = delivery.dispatch.kind in (Dispatch.Kind.SUMMONS, Dispatch.Kind.CHANGE)
    summons = asks and meeting.state == Meeting.State.CALLED
    seated = {holder.person.pk for holder in holders_on(meeting.body, day_of(meeting)).values()} if summons else set()
    return _ask(delivery, REGRETS) if delivery.person_id in seated else ""
