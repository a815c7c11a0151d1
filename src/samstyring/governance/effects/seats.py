"""Seating persons: a holding begins by one basis and ends, once, by another."""

from datetime import date

from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.kernel.acts import effect
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation, Person
from samstyring.ui import formats

from ..models import Seat, SeatHolding
from ..queries.seats import ends_with_party


@effect
def vacate(*, seat: Seat, on: date, basis: Basis) -> SeatHolding | None:
    """End what is held of a seat from a day on. Return the holding that was ended, if any.

    The end to come of a municipality that has given notice is brought forward to that day (ADR 037). Raises InvalidInput
    where a holding begins on the day or later, or was ended before at another day.
    """
    rows = SeatHolding.objects.overlapping(on, None).filter(seat=seat).order_by("from_date")
    current: SeatHolding | None = rows.select_related("person__organisation", "organisation").first()
    if current is None:
        return None
    if current.from_date >= on:
        raise _taken_from(current)
    if current.ended_by_id is not None and not ends_with_party(current, on):
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
    """Give a person a seat from a day on; the former holder's holding ends the same day.

    For a municipality that has given notice it is held until its last day. Raises InvalidInput where another is
    registered in the seat from a day before that.
    """
    vacate(seat=seat, on=on, basis=basis)
    leaving = charter.leaves(organisation, on) if organisation else None
    until, ended_by = (leaving.until, leaving.ended_by) if leaving else (None, None)
    later = SeatHolding.objects.overlapping(on, until).filter(seat=seat).select_related("person").first()
    if later is not None:
        raise _taken_from(later)
    return SeatHolding.objects.create(
        seat=seat,
        person=person,
        organisation=organisation,
        from_date=on,
        begun_by=basis,
        until=until,
        ended_by=ended_by,
    )


def _taken_from(holding: SeatHolding) -> InvalidInput:
    says = _("%(person)s is registered from %(day)s. Choose a later day.")
    return InvalidInput({"from_date": says % {"person": holding.person.name, "day": formats.day(holding.from_date)}})
