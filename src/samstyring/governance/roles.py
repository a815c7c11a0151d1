"""Registers seats, the leader's office, designations and the chair of one meeting as sources of roles."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samstyring.kernel import actors
from samstyring.kernel.actors import Capacity
from samstyring.kernel.keeping import lasting
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import OfficeHolding

from .models import Designation, Meeting, Minutes, Seat, SeatHolding, SubstituteCall
from .rules.bodies import BY_OFFICE
from .rules.substitutes import WAITING

NOT_OVER = (Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.OPEN)
MOST_CHAIRED = 20
"""How many meetings are asked for one person: those to come, and the newest whose minutes wait."""


class OfficeLed(NamedTuple):
    """Someone who holds an office that leads a body."""

    person_id: UUID
    basis_id: UUID | None
    title: str
    may_designate: bool
    body_id: UUID
    body: str


class Designated(NamedTuple):
    """Someone who is designated to lead a body."""

    person_id: UUID
    basis_id: UUID | None
    body_id: UUID
    body: str


class SeatHeld(NamedTuple):
    """A seat, and the basis on which someone holds it, if anyone is registered."""

    seat_id: UUID
    seat: str
    kind: str
    held_by: str
    body_id: UUID
    body: str
    leader_office: str | None
    basis_id: UUID | None = None

    @property
    def is_leaders(self) -> bool:
        """Tell whether the seat follows the office that leads its body."""
        return self.leader_office is not None and self.held_by == f"{BY_OFFICE}{self.leader_office}"


class Leading(NamedTuple):
    """Who leads which body on a day: read once for all the roles that depend on it."""

    designations: list[Designated]
    in_office: list[OfficeLed]

    def of(self, body_id: UUID) -> UUID | None:
        """Return the leader: the one designated, otherwise the holder of the leader's office (LE-1)."""
        designated = next((row.person_id for row in self.designations if row.body_id == body_id), None)
        return designated or next((row.person_id for row in self.in_office if row.body_id == body_id), None)


Rows = QuerySet[Any, tuple[Any, ...]]


@Prepared
def _designations(on: date) -> Rows:
    return Designation.objects.on(on).values_list("designated_id", "begun_by_id", "body_id", "body__name")


@Prepared
def _offices_led(on: date) -> Rows:
    held = OfficeHolding.objects.on(on).filter(office__bodies_led__isnull=False)
    return held.order_by("pk", "office__bodies_led__position").values_list(
        "person_id",
        "begun_by_id",
        "office__title",
        "office__may_designate",
        "office__bodies_led",
        "office__bodies_led__name",
    )


_OF_A_SEAT = ("name", "kind", "held_by", "body_id", "body__name", "body__leader_office__key")


@Prepared
def _seats_held(person_id: UUID, on: date) -> Rows:
    held = SeatHolding.objects.on(on).filter(person_id=person_id)
    return held.values_list("seat_id", *(f"seat__{name}" for name in _OF_A_SEAT), "begun_by_id")


@Prepared
def _seats_by_office(on: date) -> Rows:
    open_on = Q(closed_from=None) | Q(closed_from__gt=on)
    return Seat.objects.filter(open_on, held_by__startswith=BY_OFFICE).values_list("pk", *_OF_A_SEAT)


@Prepared
def _chaired(person_id: UUID) -> Rows:
    waits = Q(minutes__state=Minutes.State.APPROVED, minutes__signature__isnull=True)
    chaired = Meeting.objects.filter(Q(state__in=NOT_OVER) | waits, chair_id=person_id).order_by("-starts_at")
    return chaired.values_list("pk", "state", "body_id", "body__name")[:MOST_CHAIRED]


@Prepared
def _stood_in_for(person_id: UUID) -> Rows:
    asked = SubstituteCall.objects.filter(
        substitute__person_id=person_id,
        regrets__withdrawn_at__isnull=True,
        regrets__meeting__state__in=[Meeting.State.CALLED, Meeting.State.OPEN],
        state__in=WAITING,
    )
    seat = (f"substitute__seat__{name}" for name in _OF_A_SEAT)
    return asked.values_list("state", "substitute__seat_id", *seat, "substitute__begun_by_id")


@lasting
def _leading(on: date) -> Leading:
    """Return who leads which body on a day. Two SQL statements, until an act designates, appoints or ends."""
    return Leading(
        [Designated(*row) for row in _designations(on)],
        [OfficeLed(*row) for row in _offices_led(on)],
    )


@actors.register_role_source
def seats(person_id: UUID, on: date) -> list[Capacity]:
    """Return a person's seats: member or observer, for the seat and its body. Two SQL statements, and who leads.

    The leader's own seat follows whoever leads the body, by designation or by the office (LE-1, SG-1).
    """
    held = [SeatHeld(*row) for row in _seats_held(person_id, on)]
    leading = _leading(on)
    capacities = [_seat(seat) for seat in held if not seat.is_leaders]
    for seat in (SeatHeld(*row) for row in _seats_by_office(on)):
        if not seat.is_leaders:
            continue
        leader = leading.of(seat.body_id)
        if leader is None:
            capacities += [_seat(registered) for registered in held if registered.seat_id == seat.seat_id]
        elif leader == person_id:
            capacities.append(_seat(seat))
    return capacities


@actors.register_role_source
def stood_in_for(person_id: UUID, on: date) -> list[Capacity]:
    """Return the seats that a person was brought in for as a substitute, to meetings that are not over. One statement.

    One who is asked can answer; one who comes is as its holder is, until the meeting is held. No clock ends it.
    """
    del on
    capacities = []
    for state, *row in _stood_in_for(person_id):
        seat = SeatHeld(*row)
        label = _("substitute for %(seat)s in %(body)s") % {"seat": seat.seat, "body": seat.body}
        capacities.append(Capacity("substitute", label, frozenset({f"seat:{seat.seat_id}"}), seat.basis_id))
        if state == SubstituteCall.State.COMES:
            capacities.append(_seat(seat))
    return capacities


def _seat(seat: SeatHeld) -> Capacity:
    voting = seat.kind == Seat.Kind.VOTING
    label = _("member of %(body)s for %(seat)s") if voting else _("observer in %(body)s for %(seat)s")
    return Capacity(
        role="member" if voting else "observer",
        label=label % {"body": seat.body, "seat": seat.seat},
        scopes=frozenset({f"seat:{seat.seat_id}", f"body:{seat.body_id}"}),
        basis_id=seat.basis_id,
    )


@actors.register_role_source
def leads(person_id: UUID, on: date) -> list[Capacity]:
    """Return the bodies that a person leads: by designation until it ends, otherwise by the office (LE-1).

    Who holds the office while another is designated keeps only the right to designate and to revoke.
    """
    capacities, leading = [], _leading(on)
    designated_bodies = {designation.body_id for designation in leading.designations}
    for designation in leading.designations:
        if designation.person_id == person_id:
            label = _("designated leader of %(body)s") % {"body": designation.body}
            scopes = frozenset({f"body:{designation.body_id}"})
            capacities.append(Capacity("leader", label, scopes, designation.basis_id))
    for held in leading.in_office:
        if held.person_id != person_id:
            continue
        scopes = frozenset({f"body:{held.body_id}"})
        if held.body_id not in designated_bodies:
            label = _("leader of %(body)s") % {"body": held.body}
            capacities.append(Capacity("leader", label, scopes, held.basis_id))
        if held.may_designate:
            capacities.append(Capacity("office_holder", held.title, scopes, held.basis_id))
    return capacities


@actors.register_role_source
def chairs(person_id: UUID, on: date) -> list[Capacity]:
    """Return the meetings that a person was asked to chair and that are not over, and those whose minutes wait for them.

    Chairing gives no position. Whoever leads the body signs its minutes as its leader. One statement, and who leads.
    """
    return [
        Capacity("chair", _("chair of the meeting of %(body)s") % {"body": body}, frozenset({f"meeting:{key}"}))
        for key, state, body_id, body in _chaired(person_id)
        if state in NOT_OVER or _leading(on).of(body_id) != person_id
    ]
