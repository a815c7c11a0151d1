"""Registers seats, the leader's office, designations and the chair of one meeting as sources of roles."""

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from samstyring.kernel import actors
from samstyring.kernel.actors import Capacity
from samstyring.parties.models import OfficeHolding

from .models import Designation, Meeting, Minutes, Seat, SeatHolding
from .queries.leaders import led_by
from .rules.bodies import BY_OFFICE, follows_office

MOST_CHAIRED = 20
"""How many meetings are asked for one person: those to come, and the newest whose minutes wait."""


def seats_held(person_id: UUID, on: date) -> list[Capacity]:
    """Return a person's seats on a day: member or observer, for the seat and its body.

    The leader's own seat follows whoever leads the body, by designation or by the office (LE-1, SG-1).
    """
    holdings = SeatHolding.objects.on(on).filter(person_id=person_id).select_related("seat__body__leader_office")
    capacities = [
        _seat(holding.seat, holding.begun_by_id) for holding in holdings if not _is_leaders_seat(holding.seat)
    ]
    by_office = Seat.objects.filter(held_by__startswith=BY_OFFICE).select_related("body__leader_office")
    for seat in by_office.annotate(leader=led_by(on)):
        if not _is_leaders_seat(seat):
            continue
        if seat.leader is None:
            capacities += [_seat(seat, holding.begun_by_id) for holding in holdings if holding.seat_id == seat.pk]
        elif seat.leader == person_id:
            capacities.append(_seat(seat, None))
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


def leads(person_id: UUID, on: date) -> list[Capacity]:
    """Return the bodies that a person leads: by designation until it ends, otherwise by the office (LE-1).

    Who holds the office while another is designated keeps only the right to designate and to revoke.
    """
    capacities = []
    designations = list(Designation.objects.on(on).select_related("body"))
    designated_bodies = {designation.body_id for designation in designations}
    for designation in designations:
        if designation.designated_id == person_id:
            label = _("designated leader of %(body)s") % {"body": designation.body.name}
            scopes = frozenset({f"body:{designation.body_id}"})
            capacities.append(Capacity("leader", label, scopes, designation.begun_by_id))
    holdings = (
        OfficeHolding.objects.on(on)
        .filter(person_id=person_id, office__bodies_led__isnull=False)
        .prefetch_related("office__bodies_led")
    )
    for holding in holdings:
        for body in holding.office.bodies_led.all():
            scopes = frozenset({f"body:{body.pk}"})
            label = _("leader of %(body)s") % {"body": body.name}
            if body.pk not in designated_bodies:
                capacities.append(Capacity("leader", label, scopes, holding.begun_by_id))
            if holding.office.may_designate:
                capacities.append(
                    Capacity(
                        "office_holder",
                        holding.office.title,
                        scopes,
                        holding.begun_by_id,
                    )
                )
    return capacities


def chairs(person_id: UUID, on: date) -> list[Capacity]:
    """Return the meetings that a person was asked to chair and that are not over, and those whose minutes wait for them.

    Chairing gives no position. Whoever leads the body signs its minutes as its leader.
    """
    before = [Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.OPEN]
    to_sign = Q(minutes__state=Minutes.State.APPROVED, minutes__signature__isnull=True)
    meetings = list(
        Meeting.objects.filter(Q(state__in=before) | to_sign, chair_id=person_id)
        .select_related("body")
        .annotate(leader=led_by(on))
        .order_by("-starts_at")[:MOST_CHAIRED]
    )
    return [
        Capacity(
            "chair",
            _("chair of the meeting of %(body)s") % {"body": meeting.body.name},
            frozenset({f"meeting:{meeting.pk}"}),
        )
        for meeting in meetings
        if meeting.state in before or meeting.leader != person_id
    ]


for source in (seats_held, leads, chairs):
    actors.register_role_source(source)
