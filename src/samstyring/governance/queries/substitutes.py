"""Substitutes as pages show them: a seat's order on a day, and who was brought in for a meeting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samstyring.charter import queries as charter
from samstyring.charter.rules import Ruled
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import Person
from samstyring.records.models import Document

from ..models import Body, Dispatch, Meeting, Seat, Substitute, SubstituteCall
from ..rules.bodies import is_gone
from ..rules.substitutes import gaps
from . import visible
from .holders import Holder, holders_on


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
    for call in _calls(meeting_id):
        found.setdefault(call.regrets_id, []).append(call)
    return found


@Prepared
def _calls(meeting_id: UUID) -> "QuerySet[SubstituteCall]":
    rows = SubstituteCall.objects.filter(regrets__meeting_id=meeting_id)
    return rows.select_related("substitute__person", "substitute__seat", "regrets").order_by("asked_at", "pk")


def coming_for(meeting_id: UUID) -> dict[UUID, Substitute]:
    """Return who comes for which seat, by the seat: substitutes who have said so. One SQL statement."""
    return {call.regrets.seat_id: call.substitute for call in _coming(meeting_id)}


@Prepared
def _coming(meeting_id: UUID) -> "QuerySet[SubstituteCall]":
    rows = SubstituteCall.objects.filter(
        regrets__meeting_id=meeting_id, regrets__withdrawn_at__isnull=True, state=SubstituteCall.State.COMES
    )
    return rows.select_related("regrets", "substitute__person")


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
    on: date

    @property
    def without(self) -> list[Seat]:
        """Return the seats with a say that nobody can be brought in for on the day."""
        return [
            each.seat
            for each in self.seats
            if each.seat.kind == Seat.Kind.VOTING and not any(row.holds_on(self.on) for row in each.substitutes)
        ]

    @property
    def known(self) -> bool:
        """Tell whether the rules know substitutes."""
        return self.rule.value is True

    @property
    def filled(self) -> list[SeatOrder]:
        """Return the seats that have one."""
        return [each for each in self.seats if each.substitutes]


def rule_of(body: Body, on: date) -> Ruled:
    """Return what the rules say of substitutes in a body on a day."""
    return charter.rule_on("substitutes", on, body.key)


def order_in(body: Body, on: date, seats: Iterable[Seat]) -> Order:
    """Return the substitutes of a body's seats on a day and later. One SQL statement, besides the rules."""
    found: dict[UUID, list[Substitute]] = {}
    for row in _in_order(body.pk, on):
        found.setdefault(row.seat_id, []).append(row)
    rule = rule_of(body, on)
    return Order(rule, [SeatOrder(seat, found.get(seat.pk, [])) for seat in seats], on)


@Prepared
def _in_order(body_id: UUID, on: date) -> "QuerySet[Substitute]":
    rows = Substitute.objects.overlapping(on, None).filter(seat__body_id=body_id)
    return rows.select_related("person", "organisation", "begun_by").order_by("rank", "from_date")


@dataclass(frozen=True)
class Line:
    """A line of the list of substitutes: one who may step in for a seat, for a time, or (no `substitute`) nobody.

    `state` is as of the day that is looked at: now, coming, over, or nobody. `elsewhere` names the other seats of the body
    that the person holds or may step in for: one person cannot meet for two.
    """

    seat: Seat
    holder: Person | None
    state: str
    from_date: date
    until: date | None
    substitute: Substitute | None = None
    elsewhere: Sequence[str] = ()
    # A gap that stands in the way: the rules know substitutes, and the seat has a say.
    lacking: bool = False

    def __str__(self) -> str:
        return f"{self.seat.name} {self.holder or ''} {self.substitute.person if self.substitute else ''}"


def every_line(body: Body, on: date) -> list[Line]:
    """Return the substitutes of a body's seats, past and to come, and the periods from a day that lack one.

    Seat by seat, in the order in which they are asked. A fixed number of SQL statements.
    """
    holders = holders_on(body, on)
    seats = [seat for seat in body.seats.order_by("position") if not is_gone(seat, holders)]
    stored: dict[UUID, list[Substitute]] = {}
    rows = Substitute.objects.filter(seat__body=body).select_related("person", "organisation", "begun_by", "seat")
    for row in rows.order_by("rank", "from_date"):
        stored.setdefault(row.seat_id, []).append(row)
    ties = _ties(seats, holders, [row for each in stored.values() for row in each if row.holds_on(on)])
    found, known = [], rule_of(body, on).value is True
    for seat in seats:
        held = holders.get(seat.pk)
        holder, mine = held.person if held else None, stored.get(seat.pk, [])
        for row in mine:
            state = "now" if row.holds_on(on) else "coming" if row.from_date > on else "over"
            others = [name for key, name in ties.get(row.person_id, {}).items() if key != seat.pk]
            elsewhere = others if state != "over" else []
            found.append(Line(seat, holder, state, row.from_date, row.until, row, elsewhere))
        lacking = known and seat.kind == Seat.Kind.VOTING
        free = gaps([(row.from_date, row.until) for row in mine], on, seat.closed_from)
        found += [Line(seat, holder, "nobody", begins, ends, lacking=lacking) for begins, ends in free]
    return found


def _ties(
    seats: Sequence[Seat], holders: Mapping[UUID, Holder], substitutes: Sequence[Substitute]
) -> dict[UUID, dict[UUID, str]]:
    """Return the seats that each person holds or may step in for: person -> seat -> its name."""
    found: dict[UUID, dict[UUID, str]] = {}
    for seat in seats:
        if held := holders.get(seat.pk):
            found.setdefault(held.person.pk, {})[seat.pk] = seat.name
    for row in substitutes:
        found.setdefault(row.person_id, {})[row.seat_id] = row.seat.name
    return found


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
