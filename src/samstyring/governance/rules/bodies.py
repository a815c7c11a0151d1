"""Who holds a seat, who leads, whom a body speaks for: pure questions on rows already fetched."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samstyring.parties.models import Organisation

from ..models import Body, Seat, SeatHolding

BY_CHIEF_EXECUTIVE = "chief_executive"
BY_OFFICE = "office:"
OF_ONE_MEMBER = "member"
"""Who holds a seat that was made for one member of a group, and is gone when that member leaves."""


def is_gone(seat: Seat, held: Container[UUID]) -> bool:
    """Tell whether a seat that nobody holds is not vacant, but no more.

    It went with the one member that it was made for (RG-1), or an agreement took over that has no such seat.
    """
    return (seat.held_by == OF_ONE_MEMBER or seat.closed_from is not None) and seat.pk not in held


def leads(seat: Seat, office: str, on: date) -> bool:
    """Tell whether a seat is the leader's own on a day: it follows whoever leads (LE-1, SG-1)."""
    return follows_office(seat) == office and (seat.closed_from is None or on < seat.closed_from)


def follows_office(seat: Seat) -> str:
    """Return the key of the office that the seat follows ("leiar"), or nothing."""
    return seat.held_by.removeprefix(BY_OFFICE) if seat.held_by.startswith(BY_OFFICE) else ""


def holder_on(holdings: Iterable[SeatHolding], on: date) -> SeatHolding | None:
    """Return the one of a seat's holdings that holds on a day."""
    return next((holding for holding in holdings if holding.holds_on(on)), None)


def next_holding(holdings: Iterable[SeatHolding], on: date) -> SeatHolding | None:
    """Return the first holding that begins after a day, if one is registered."""
    return min((h for h in holdings if h.from_date > on), key=lambda h: h.from_date, default=None)


@dataclass(frozen=True)
class Represented:
    """Which parties a body's seats speak for on a day, and which ones none does (SR-1).

    `by_seat` gives the organisations of each voting seat; an organisation that holds a seat speaks for itself too.
    """

    by_seat: dict[UUID, tuple[Organisation, ...]]
    missing: tuple[Organisation, ...]


def represented(
    seats: Sequence[Seat],
    members: Mapping[UUID, Sequence[Organisation]],
    parties: Sequence[Organisation],
    holders: Iterable[SeatHolding] = (),
) -> Represented:
    """Tell whom each voting seat speaks for. `seats` have their groups fetched; `members` are theirs on the day asked for.

    A member of a group, with a seat of their own, speaks for no municipality.
    """
    own = {holding.seat_id: holding.organisation for holding in holders if holding.organisation}
    by_seat: dict[UUID, tuple[Organisation, ...]] = {}
    for seat in seats:
        if seat.kind != Seat.Kind.VOTING or seat.held_by == OF_ONE_MEMBER:
            continue
        found = {org.pk: org for group in seat.represents.all() for org in members.get(group.pk, [])}
        for extra in (seat.organisation, own.get(seat.pk)):
            if extra is not None:
                found.setdefault(extra.pk, extra)
        by_seat[seat.pk] = tuple(sorted(found.values(), key=lambda org: org.sort_key))
    spoken_for = {org.pk for organisations in by_seat.values() for org in organisations}
    missing = tuple(org for org in parties if org.pk not in spoken_for)
    return Represented(by_seat, missing)


def organised(bodies: Sequence[Body], set_up_by: Mapping[UUID, UUID]) -> dict[UUID, UUID]:
    """Tell which body each one stands under: the one that set it up, it prepares for, or is the first it serves (OR-1).

    A body that would come to stand under itself stands at the top instead, so nobody is left out of the chart.
    """
    there = {body.pk for body in bodies}
    serves: dict[UUID, UUID] = {}
    for body in bodies:
        if body.secretary_id:
            serves.setdefault(body.secretary_id, body.pk)
    above: dict[UUID, UUID] = {}
    for body in bodies:
        place = set_up_by.get(body.pk) or body.prepares_for_id or serves.get(body.pk)
        if place in there and not _leads_to(place, body.pk, above):
            above[body.pk] = place
    return above


def _leads_to(start: UUID | None, end: UUID, above: Mapping[UUID, UUID]) -> bool:
    while start is not None and start != end:
        start = above.get(start)
    return start == end
