"""Seats end when the municipality that their holder comes from leaves, and go on when it stays after all.

The summons to meetings that are called follows the seat: whoever has it no more is told, whoever has it is called.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.kernel.periods import PeriodQuerySet
from samstyring.parties.models import OfficeHolding, Organisation

from ..models import Meeting, SeatHolding
from ..queries.recipients import Recipient, called_for
from ..queries.seats import held_for
from ..rules.bodies import BY_CHIEF_EXECUTIVE
from .callings import call_anew


@effect
def end_seats_of(*, organisation: Organisation, on: date, basis: Basis) -> None:
    """End what a municipality's people hold of seats from a day on."""
    rows = list(_held(organisation).filter(ended_by=None, from_date__lt=on))
    meetings = _meetings(rows, on)
    for holding in rows:
        _end(holding, on, basis)
    call_anew(meetings=meetings, seats=[row.seat for row in rows])


@effect
def resume_seats_of(*, organisation: Organisation, on: date, ended_by: Basis, basis: Basis) -> None:
    """Let the seats that were to end by a notice go on, save those that another has been given meanwhile.

    The end is brought forward to the day on which the notice is taken back, and from then on the same person holds the
    seat with no end: whoever comes to hold the office before the day of the notice takes over as otherwise (ADR 037).
    """
    rows = list(_held(organisation).filter(ended_by=ended_by, until=on))
    meetings = _meetings(rows, on)
    for holding in rows:
        if SeatHolding.objects.overlapping(on, None).filter(seat=holding.seat_id).exists():
            continue
        day = min(max(basis.dated, holding.from_date + timedelta(days=1)), on)
        if day < on:
            _end(holding, day, basis)
        SeatHolding.objects.create(
            seat_id=holding.seat_id,
            person_id=holding.person_id,
            organisation_id=holding.organisation_id,
            from_date=day,
            begun_by=basis,
        )
    call_anew(meetings=meetings, seats=[row.seat for row in rows])


@effect
def carry_seats(*, predecessor: Organisation, successor: Organisation, on: date, basis: Basis) -> None:
    """Let seats that are held for a merged municipality be held for the one that takes its place.

    One that follows the office of chief executive goes to the successor's, where there is one without a seat in that
    body already; else those who hold it go on until there is.
    """
    rows = list(_held(predecessor).on(on).filter(ended_by=None, from_date__lt=on))
    meetings = _meetings(rows, on)
    offices = OfficeHolding.objects.on(on).filter(office__organisation=successor, office__role=BY_CHIEF_EXECUTIVE)
    executive = offices.select_related("person").first()
    for holding in rows:
        person_id = holding.person_id
        if executive is not None and holding.seat.held_by == BY_CHIEF_EXECUTIVE:
            theirs = SeatHolding.objects.overlapping(on, None).filter(person=executive.person_id)
            if not theirs.filter(seat__body=holding.seat.body_id).exists():
                person_id = executive.person_id
        _end(holding, on, basis)
        SeatHolding.objects.create(
            seat_id=holding.seat_id, person_id=person_id, organisation=successor, from_date=on, begun_by=basis
        )
    call_anew(meetings=meetings, seats=[row.seat for row in rows])


def _held(organisation: Organisation) -> PeriodQuerySet:
    return SeatHolding.objects.filter(held_for(organisation)).select_related("seat__body")


def _meetings(rows: Iterable[SeatHolding], on: date) -> list[tuple[Meeting, list[Recipient]]]:
    return called_for(*{row.seat.body_id: row.seat.body for row in rows}.values(), since=on)


def _end(holding: SeatHolding, on: date, basis: Basis) -> None:
    holding.until, holding.ended_by = on, basis
    holding.save(update_fields=["until", "ended_by"])
