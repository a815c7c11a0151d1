"""Who holds the seats of a body on a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered
from samstyring.parties.models import Organisation, Person

from ..models import Body, Seat, SeatHolding
from ..rules.bodies import leads
from .leaders import leader_on


@dataclass(frozen=True)
class Holder:
    """Who holds a seat on a day, and which municipality the person comes from."""

    person: Person
    organisation: Organisation | None = None


@Prepared
def _holdings(body_id: UUID, on: date) -> "QuerySet[SeatHolding]":
    return SeatHolding.objects.on(on).filter(seat__body_id=body_id).select_related("person", "organisation")


@remembered
def seats_of(body_id: UUID) -> list[Seat]:
    """Return every seat that a body has had, in their order, with the municipality that it is for. One SQL statement."""
    return _seats(body_id)


@Prepared
def _seats(body_id: UUID) -> "QuerySet[Seat]":
    return Seat.objects.filter(body_id=body_id).select_related("organisation")


@remembered
def holders_on(body: Body, on: date) -> dict[UUID, Holder]:
    """Return who holds each seat of a body on a day. The leader's own seat follows whoever leads (LE-1, SG-1).

    At most five SQL statements.
    """
    holders = {holding.seat_id: Holder(holding.person, holding.organisation) for holding in _holdings(body.pk, on)}
    if body.leader_office is None:
        return holders
    seats = [seat for seat in seats_of(body.pk) if leads(seat, body.leader_office.key or "", on)]
    leader = leader_on(body, on) if seats else None
    if leader is not None:
        holders.update({seat.pk: Holder(leader, body.leader_office.organisation) for seat in seats})
    return holders
