"""Seating persons: a holding begins by one basis and ends, once, by another."""

from datetime import date

from django.utils.translation import gettext as _

from samstyring.kernel.acts import effect
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation, Person
from samstyring.ui import formats

from ..models import Seat, SeatHolding


@effect
def vacate(*, seat: Seat, on: date, basis: Basis) -> SeatHolding | None:
    """End what is held of a seat from a day on. Return the holding that was ended, if any.

    Raises InvalidInput where a holding begins on the day or later, or was ended before at another day.
    """
    current: SeatHolding | None = (
        SeatHolding.objects.overlapping(on, None).filter(seat=seat).select_related("person").first()
    )
    if current is None:
        return None
    if current.from_date >= on:
        raise InvalidInput(
            {
                "from_date": _("%(person)s is registered from %(day)s. Choose a later day.")
                % {"person": current.person.name, "day": formats.day(current.from_date)}
            }
        )
    if current.ended_by_id is not None:
        raise InvalidInput(
            {
                "from_date": _("%(person)s holds the seat until %(day)s. Choose that day or a later one.")
                % {"person": current.person.name, "day": formats.day(current.until)}
            }
        )
    current.until, current.ended_by = on, basis
    current.save(update_fields=["until", "ended_by"])
    return current


@effect
def seat_person(
    *, seat: Seat, person: Person, organisation: Organisation | None, on: date, basis: Basis
) -> SeatHolding:
    """Give a person a seat from a day on; the former holder's holding ends the same day."""
    vacate(seat=seat, on=on, basis=basis)
    return SeatHolding.objects.create(seat=seat, person=person, organisation=organisation, from_date=on, begun_by=basis)
