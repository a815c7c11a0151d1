"""The one question that a called holder can answer by link: can you not come?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.ui.questions import QuestionKind, QuestionPage

from . import acts
from .forms.meetings import RegretsByLinkForm
from .models import Delivery, Regrets, Seat
from .queries.holders import holders_on
from .queries.meetings import delivery as find_delivery
from .rules import letters
from .rules.meetings import COMING, day_of
from .rules.readers import SEATED

NAME = "governance.regrets"


def _seat_of(delivery: Delivery) -> Seat:
    """Return the seat that the recipient holds on the day of the meeting. Raises NotThere."""
    meeting = delivery.dispatch.meeting
    holders = holders_on(meeting.body, day_of(meeting))
    for seat in meeting.body.seats.all():
        holder = holders.get(seat.pk)
        if holder is not None and holder.person.pk == delivery.person_id:
            return seat
    raise NotThere


def _sent(delivery: Delivery, seat: Seat) -> Regrets | None:
    return Regrets.objects.filter(meeting_id=delivery.dispatch.meeting_id, seat=seat, withdrawn_at__isnull=True).first()


def read(about_id: UUID) -> QuestionPage:
    """Return the question, whole. Raises NotThere when the meeting is over or the seat has another holder."""
    delivery = find_delivery(about_id)
    meeting, seat = delivery.dispatch.meeting, _seat_of(delivery)
    if meeting.state not in COMING:
        raise NotThere
    sent = _sent(delivery, seat)
    lines = [(_("Time"), letters.when(meeting.starts_at, meeting.ends_at)), (_("Seat"), seat.name)]
    if meeting.place:
        lines.insert(1, (_("Place"), meeting.place))
    return QuestionPage(
        heading=_("Can you not come to the %(title)s?") % {"title": letters.title(meeting)},
        lead=_("If you send the answer, your regrets are registered. If you can come, close this page."),
        lines=lines,
        already=_("Your regrets are registered.") if sent else "",
        button=_("Send regrets"),
        personal=True,
    )


def answer(*, about_id: UUID, data: Mapping[str, Any], by: Actor, at: datetime, intent: UUID | None) -> Regrets:
    """Register the regrets, as the person whom the link was sent to; a repeat gets the first answer."""
    del data
    delivery = find_delivery(about_id)
    seat = _seat_of(delivery)
    sent = _sent(delivery, seat)
    if sent is not None:
        return sent
    return acts.register_regrets(
        meeting=delivery.dispatch.meeting, seat=seat, way="link", by=_for_the_seat(by, seat), at=at, intent=intent
    )


def _for_the_seat(by: Actor, seat: Seat) -> Actor:
    """Return the person in the capacity of the seat: who holds several capacities answers for the seat here."""
    for permit in by.permits("governance.register_regrets", [f"seat:{seat.pk}"]):
        if permit.capacity and permit.capacity.role in SEATED:
            return by.choosing(permit.capacity.key)
    return by


KIND = QuestionKind(NAME, read, RegretsByLinkForm, answer)
