"""Seats and summonses follow the office: whoever comes to hold it has the seat, whoever leaves it has it no more (SG-1)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Model

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Office, OfficeHolding

from ..models import Body, Seat, SeatHolding
from ..queries.recipients import called_for
from ..queries.seats import left_vacant, seats_of_office
from ..rules.bodies import leads
from .callings import call_anew
from .seats import seat_person, vacate


def follow_office(office: Office, on: date) -> Callable[[Basis], Sequence[Model]]:
    """Return what lets seats, and the summonses to called meetings, follow an office that changes hands on a day.

    Asked before the change, called after it (`parties.registry.followers`). It returns the seats that went over.
    """
    before = {row.person_id for row in _holding(office, on)}
    held, vacant = seats_of_office(office, on), left_vacant(office, on)
    led = list(Body.objects.filter(leader_office=office))
    own = [seat for seat in Seat.objects.filter(body__in=led) if leads(seat, office.key or "", on)]
    bodies = {body.pk: body for body in [*led, *(row.seat.body for row in [*held, *vacant])]}
    meetings = called_for(*bodies.values(), since=on)

    def follow(basis: Basis) -> Sequence[Model]:
        after = _holding(office, on)
        rows = [row for row in held if after or row.person_id in before] + (vacant if after else [])
        went = hand_over(rows=rows, to=after[0] if after else None, on=on, basis=basis)
        call_anew(meetings=meetings, seats=[*went, *own])
        return went

    return follow


def _holding(office: Office, on: date) -> list[OfficeHolding]:
    return list(OfficeHolding.objects.on(on).filter(office=office).select_related("person", "office__organisation"))


@effect
def hand_over(*, rows: Iterable[SeatHolding], to: OfficeHolding | None, on: date, basis: Basis) -> list[Seat]:
    """Give seats to the new holder of the office that they follow, or leave them vacant where nobody holds it."""
    went: list[Seat] = []
    for row in rows:
        held = row.until is None or row.until > on
        if held and to is not None and row.person_id == to.person_id:
            continue
        # Nobody holds a seat for less than a day: what began no earlier than the change goes over the day after.
        day = max(on, row.from_date + timedelta(days=1))
        if to is None:
            vacate(seat=row.seat, on=day, basis=basis)
        else:
            organisation = row.organisation or to.office.organisation
            seat_person(seat=row.seat, person=to.person, organisation=organisation, on=day, basis=basis)
        went.append(row.seat)
    return went
