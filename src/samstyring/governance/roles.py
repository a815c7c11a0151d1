"""Registers seats, the leader's office, designations and the chair of one meeting as sources of roles."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from samstyring.kernel import actors
from samstyring.kernel.actors import Capacity
from samstyring.parties.models import OfficeHolding

from .models import Designation, Meeting, Minutes, Seat, SeatHolding, SubstituteCall
from .rules.bodies import BY_OFFICE, follows_office
from .rules.substitutes import WAITING

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


class Leading(NamedTuple):
    """Who leads which body on a day: read once for all the roles that depend on it."""

    designations: list[Designation]
    in_office: list[OfficeLed]

    def of(self, body_id: UUID) -> UUID | None:
        """Return the leader: the one designated, otherwise the holder of the leader's office (LE-1)."""
        designated = next((row.designated_id for row in self.designations if row.body_id == body_id), None)
        return designated or next((row.person_id for row in self.in_office if row.body_id == body_id), None)


def in_bodies(person_id: UUID, on: date) -> list[Capacity]:
    """Return all that a person is in the bodies on a day: their seats, what they lead, what they chair.

    Six SQL statements.
    """
    leading = Leading(
        list(Designation.objects.on(on).select_related("body")),
        [
            OfficeLed(*row)
            for row in OfficeHolding.objects.on(on)
            .filter(office__bodies_led__isnull=False)
            .order_by("pk", "office__bodies_led__position")
            .values_list(
                "person_id",
                "begun_by_id",
                "office__title",
                "office__may_designate",
                "office__bodies_led",
                "office__bodies_led__name",
            )
        ],
    )
    own = [*_seats(person_id, on, leading), *_leads(person_id, leading), *_chairs(person_id, leading)]
    return [*own, *_stands_in(person_id)]


def _seats(person_id: UUID, on: date, leading: Leading) -> list[Capacity]:
    """Return a person's seats: member or observer, for the seat and its body.

    The leader's own seat follows whoever leads the body, by designation or by the office (LE-1, SG-1).
    """
    holdings = SeatHolding.objects.on(on).filter(person_id=person_id).select_related("seat__body__leader_office")
    capacities = [
        _seat(holding.seat, holding.begun_by_id) for holding in holdings if not _is_leaders_seat(holding.seat)
    ]
    by_office = Seat.objects.filter(held_by__startswith=BY_OFFICE).select_related("body__leader_office")
    for seat in by_office:
        if not _is_leaders_seat(seat):
            continue
        leader = leading.of(seat.body_id)
        if leader is None:
            capacities += [_seat(seat, holding.begun_by_id) for holding in holdings if holding.seat_id == seat.pk]
        elif leader == person_id:
            capacities.append(_seat(seat, None))
    return capacities


def _stands_in(person_id: UUID) -> list[Capacity]:
    """Return the seats that a person was brought in for as a substitute, to meetings that are not over.

    One who is asked can answer; one who comes is as its holder is, until the meeting is held. No clock ends it.
    """
    calls = SubstituteCall.objects.filter(
        substitute__person_id=person_id,
        regrets__withdrawn_at__isnull=True,
        regrets__meeting__state__in=[Meeting.State.CALLED, Meeting.State.OPEN],
        state__in=WAITING,
    ).select_related("substitute__seat__body")
    capacities = []
    for call in calls:
        seat = call.substitute.seat
        label = _("substitute for %(seat)s in %(body)s") % {"seat": seat.name, "body": seat.body.name}
        capacities.append(Capacity("substitute", label, frozenset({f"seat:{seat.pk}"}), call.substitute.begun_by_id))
        if call.state == SubstituteCall.State.COMES:
            capacities.append(_seat(seat, call.substitute.begun_by_id))
    return capacities


def _is_leaders_seat(seat: Seat) -> bool:
    office = seat.body.leader_office
    return office is not None and follows_office(seat) == office.key


def _seat(seat: Seat, basis_id: UUID | None) -> Capacity:
    voting = seat.kind == Seat.Kind.VOTING
    label = _("member of %(body)s for %(seat)s") if voting else _("observer in %(body)s for %(seat)s")
    return Capacity(
        role="member" if voting else "observer",
        label=label % {"body": seat.body.name, "seat": seat.name},
        scopes=frozenset({f"seat:{seat.pk}", f"body:{seat.body_id}"}),
        basis_id=basis_id,
    )


def _leads(person_id: UUID, leading: Leading) -> list[Capacity]:
    """Return the bodies that a person leads: by designation until it ends, otherwise by the office (LE-1).

    Who holds the office while another is designated keeps only the right to designate and to revoke.
    """
    capacities = []
    designated_bodies = {designation.body_id for designation in leading.designations}
    for designation in leading.designations:
        if designation.designated_id == person_id:
            label = _("designated leader of %(body)s") % {"body": designation.body.name}
            scopes = frozenset({f"body:{designation.body_id}"})
            capacities.append(Capacity("leader", label, scopes, designation.begun_by_id))
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


def _chairs(person_id: UUID, leading: Leading) -> list[Capacity]:
    """Return the meetings that a person was asked to chair and that are not over, and those whose minutes wait for them.

    Chairing gives no position. Whoever leads the body signs its minutes as its leader.
    """
    before = [Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.OPEN]
    to_sign = Q(minutes__state=Minutes.State.APPROVED, minutes__signature__isnull=True)
    meetings = (
        Meeting.objects.filter(Q(state__in=before) | to_sign, chair_id=person_id)
        .order_by("-starts_at")
        .values_list("pk", "state", "body_id", "body__name")[:MOST_CHAIRED]
    )
    return [
        Capacity("chair", _("chair of the meeting of %(body)s") % {"body": body}, frozenset({f"meeting:{key}"}))
        for key, state, body_id, body in meetings
        if state in before or leading.of(body_id) != person_id
    ]


actors.register_role_source(in_bodies)
