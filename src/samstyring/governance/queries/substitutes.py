"""Substitutes as pages show them: a seat's order on a day, and who was brought in for a meeting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samstyring.charter import queries as charter
from samstyring.charter.rules import Ruled
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.records.models import Document

from ..models import Body, Dispatch, Meeting, Seat, Substitute, SubstituteCall
from ..rules.bodies import is_gone
from . import visible
from .holders import holders_on


def substitutes_of(seat: Seat, on: date) -> list[Substitute]:
    """Return who can be brought in for a seat on a day, in their order. One SQL statement."""
    return list(Substitute.objects.on(on).filter(seat=seat).select_related("person").order_by("rank"))


def summons_of(meeting: Meeting) -> Document | None:
    """Return the summons as it was sent: what a substitute gets too."""
    sent = meeting.dispatches.filter(kind=Dispatch.Kind.SUMMONS).select_related("document").order_by("sent_at").last()
    return sent.document if sent else None


def calls_at(meeting_id: UUID) -> dict[UUID, list[SubstituteCall]]:
    """Return who was brought in for a meeting, by the regrets. One SQL statement."""
    found: dict[UUID, list[SubstituteCall]] = {}
    rows = SubstituteCall.objects.filter(regrets__meeting_id=meeting_id)
    for call in rows.select_related("substitute__person", "substitute__seat", "regrets").order_by("asked_at", "pk"):
        found.setdefault(call.regrets_id, []).append(call)
    return found


def coming_for(meeting_id: UUID) -> dict[UUID, Substitute]:
    """Return who comes for which seat, by the seat: substitutes who have said so. One SQL statement."""
    rows = SubstituteCall.objects.filter(
        regrets__meeting_id=meeting_id, regrets__withdrawn_at__isnull=True, state=SubstituteCall.State.COMES
    )
    return {call.regrets.seat_id: call.substitute for call in rows.select_related("regrets", "substitute__person")}


def call(pk: UUID) -> SubstituteCall:
    """Return a call: what a link is about. Raises NotThere."""
    rows = SubstituteCall.objects.select_related("regrets__meeting__body", "regrets__seat", "substitute__person")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def call_for(pk: UUID, actor: Actor) -> SubstituteCall:
    """Return a call of a meeting that the actor may read. Raises NotThere."""
    found = call(pk)
    visible.meeting(found.regrets.meeting_id, actor)
    return found


@dataclass(frozen=True)
class SeatOrder:
    """A seat with its substitutes in order: those in it now, and those who are to come."""

    seat: Seat
    substitutes: Sequence[Substitute]


@dataclass(frozen=True)
class Order:
    """The substitutes of a body on a day, and what its rules say of them."""

    rule: Ruled
    seats: Sequence[SeatOrder]

    @property
    def known(self) -> bool:
        """Tell whether the rules know substitutes."""
        return self.rule.value is True

    @property
    def filled(self) -> list[SeatOrder]:
        """Return the seats that have one."""
        return [each for each in self.seats if each.substitutes]


def order_in(body: Body, on: date, seats: Iterable[Seat]) -> Order:
    """Return the substitutes of a body's seats on a day and later. One SQL statement, besides the rules."""
    found: dict[UUID, list[Substitute]] = {}
    rows = Substitute.objects.overlapping(on, None).filter(seat__body=body)
    for row in rows.select_related("person", "organisation", "begun_by").order_by("rank", "from_date"):
        found.setdefault(row.seat_id, []).append(row)
    rule = charter.rule_on("substitutes", on, body.key)
    return Order(rule, [SeatOrder(seat, found.get(seat.pk, [])) for seat in seats])


def seats_to_fill(body: Body, on: date) -> list[tuple[str, str]]:
    """Return the seats of a body that can have substitutes, each with its holder, as choices."""
    holders = holders_on(body, on)
    rows = [seat for seat in body.seats.order_by("position") if not is_gone(seat, holders)]
    return [
        (str(seat.pk), f"{seat.name}: {held.person.name}" if (held := holders.get(seat.pk)) else seat.name)
        for seat in rows
    ]


def substitute(pk: UUID, body: Body) -> Substitute:
    """Return a substitute of a body's seat. Raises NotThere."""
    rows = Substitute.objects.select_related("seat__body", "person")
    found: Substitute | None = rows.filter(pk=pk, seat__body=body).first()
    if found is None:
        raise NotThere
    return found
