"""Seats end when the municipality that their holder comes from leaves, and go on when it stays after all."""

from datetime import date

from django.db.models import Q

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation

from ..models import SeatHolding


@effect
def end_seats_of(*, organisation: Organisation, on: date, basis: Basis) -> None:
    """End what a municipality's people hold of seats from a day on."""
    for holding in SeatHolding.objects.filter(_of(organisation), ended_by=None, from_date__lt=on):
        holding.until, holding.ended_by = on, basis
        holding.save(update_fields=["until", "ended_by"])


@effect
def resume_seats_of(*, organisation: Organisation, on: date, ended_by: Basis, basis: Basis) -> None:
    """Let the seats that ended by a notice go on from the same day, save those that another has been given meanwhile."""
    ended = SeatHolding.objects.filter(_of(organisation), ended_by=ended_by, until=on)
    for holding in ended:
        if not SeatHolding.objects.overlapping(on, None).filter(seat=holding.seat_id).exists():
            SeatHolding.objects.create(
                seat_id=holding.seat_id,
                person_id=holding.person_id,
                organisation_id=holding.organisation_id,
                from_date=on,
                begun_by=basis,
            )


def _of(organisation: Organisation) -> Q:
    return Q(organisation=organisation) | Q(organisation=None, person__organisation=organisation)


@effect
def carry_seats(*, predecessor: Organisation, successor: Organisation, on: date, basis: Basis) -> None:
    """Let those who hold seats for a merged municipality go on in them for the one that takes its place."""
    for holding in SeatHolding.objects.on(on).filter(_of(predecessor), ended_by=None, from_date__lt=on):
        holding.until, holding.ended_by = on, basis
        holding.save(update_fields=["until", "ended_by"])
        SeatHolding.objects.create(
            seat_id=holding.seat_id, person_id=holding.person_id, organisation=successor, from_date=on, begun_by=basis
        )
