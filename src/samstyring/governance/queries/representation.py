"""Who speaks for a municipality in the bodies, on a day (SG-1, SR-1)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samstyring.parties.models import GroupMembership, Organisation

from ..models import Body, Seat, SeatHolding
from ..rules import bodies as rules
from .holders import Holder, holders_on


@dataclass(frozen=True)
class Voice:
    """A seat that speaks for a municipality (or that it holds), and who sits there."""

    seat: Seat
    holder: Holder | None
    own: bool


def seats_by_organisation(on: date) -> dict[UUID, list[Seat]]:
    """Return the voting seats that speak for each municipality on a day. Councils, which never meet, are left out."""
    seats = list(
        Seat.objects.exclude(body__kind=Body.Kind.COUNCIL)
        .select_related("body__leader_office", "organisation")
        .prefetch_related("represents")
        .order_by("body__position", "position")
    )
    found = rules.represented(
        seats,
        GroupMembership.objects.on(on).select_related("organisation"),
        [],
        SeatHolding.objects.on(on).select_related("organisation"),
    )
    by_organisation: dict[UUID, list[Seat]] = {}
    for seat in seats:
        for organisation in found.by_seat.get(seat.pk, ()):
            by_organisation.setdefault(organisation.pk, []).append(seat)
    return by_organisation


def voices_of(organisation: Organisation, on: date) -> list[Voice]:
    """Return every seat that speaks for a municipality on a day, and those it holds as an observer."""
    seats = seats_by_organisation(on).get(organisation.pk, [])
    observers = Seat.objects.filter(organisation=organisation, kind=Seat.Kind.OBSERVER)
    seats += list(observers.select_related("body__leader_office", "organisation"))
    holders = {body.pk: holders_on(body, on) for body in {seat.body for seat in seats}}
    return [
        Voice(seat, holder, seat.organisation_id == organisation.pk or _from(holder) == organisation.pk)
        for seat in seats
        for holder in [holders[seat.body_id].get(seat.pk)]
    ]


def _from(holder: Holder | None) -> UUID | None:
    return holder.organisation.pk if holder and holder.organisation else None
