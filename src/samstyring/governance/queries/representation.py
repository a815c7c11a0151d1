"""Who speaks for a municipality in the bodies, on a day (SG-1, SR-1)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import GroupMembership, Organisation

from ..models import Body, Seat, SeatHolding
from ..rules import bodies as rules
from .holders import Holder
from .leaders import leader_on


@dataclass(frozen=True)
class Voice:
    """A seat that speaks for a municipality (or that it holds), and who sits there."""

    seat: Seat
    holder: Holder | None
    own: bool


def seats_by_organisation(on: date) -> dict[UUID, list[Seat]]:
    """Return the voting seats that speak for each municipality on a day. Councils, which never meet, are left out."""
    return _speaking(_seats(on), _holdings(on), _memberships(on))


def voices_of(organisation: Organisation, on: date) -> list[Voice]:
    """Return every seat that speaks for a municipality on a day, and those it holds as an observer."""
    seats, holdings = _seats(on), _holdings(on)
    speaking = _speaking(seats, holdings, _memberships_of(organisation.pk, on)).get(organisation.pk, [])
    observing = [seat for seat in seats if seat.kind == Seat.Kind.OBSERVER and seat.organisation_id == organisation.pk]
    holders = {holding.seat_id: Holder(holding.person, holding.organisation) for holding in holdings}
    voices = []
    for seat in [*speaking, *observing]:
        holder = _leader(seat, on) if rules.follows_office(seat) else holders.get(seat.pk)
        own = organisation.pk in (
            seat.organisation_id,
            holder.organisation.pk if holder and holder.organisation else None,
        )
        voices.append(Voice(seat, holder, own))
    return voices


@Prepared
def _seats(on: date) -> "QuerySet[Seat]":
    seats = (
        Seat.objects.exclude(body__kind=Body.Kind.COUNCIL)
        .exclude(held_by=rules.OF_ONE_MEMBER)
        .exclude(closed_from__lte=on)
        .select_related("body__leader_office", "organisation")
    )
    return seats.prefetch_related("represents").order_by("body__position", "position")


@Prepared
def _holdings(on: date) -> "QuerySet[SeatHolding]":
    found: QuerySet[SeatHolding] = SeatHolding.objects.on(on).select_related("organisation", "person")
    return found


@Prepared
def _memberships(on: date) -> "QuerySet[GroupMembership]":
    return _narrow(GroupMembership.objects.on(on))


@Prepared
def _memberships_of(organisation: UUID, on: date) -> "QuerySet[GroupMembership]":
    return _narrow(GroupMembership.objects.on(on).filter(organisation_id=organisation))


def _narrow(rows: QuerySet[GroupMembership]) -> QuerySet[GroupMembership]:
    return rows.select_related("organisation").only("group_id", "organisation__name", "organisation__sort_key")


def _speaking(
    seats: list[Seat], holdings: list[SeatHolding], memberships: list[GroupMembership]
) -> dict[UUID, list[Seat]]:
    members: dict[UUID, list[Organisation]] = {}
    for membership in memberships:
        members.setdefault(membership.group_id, []).append(membership.organisation)
    found = rules.represented(seats, members, [], holdings)
    by_organisation: dict[UUID, list[Seat]] = {}
    for seat in seats:
        for organisation in found.by_seat.get(seat.pk, ()):
            by_organisation.setdefault(organisation.pk, []).append(seat)
    return by_organisation


def _leader(seat: Seat, on: date) -> Holder | None:
    """Return who holds a seat that follows the leader's office: whoever leads (LE-1)."""
    leader = leader_on(seat.body, on)
    return Holder(leader, seat.organisation) if leader is not None else None
