"""The organisation as on a day, drawn from the data: which bodies there are, who is in them, and how they hang together.

Bodies, seats, who leads and what each body rests on are the agreement's figure (OR-1, OR-5). Everyone signed in sees it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from samstyring.parties.models import OfficeHolding, Organisation, Person

from ..models import Body, Decision, Designation, Seat, SeatHolding
from ..rules.bodies import BY_OFFICE, is_gone, organised
from .groups import newest_on, served_on


@dataclass(frozen=True)
class Sitting:
    """A seat on a day, with whoever holds it."""

    seat: Seat
    person: Person | None
    organisation: Organisation | None


@dataclass
class Unit:
    """A body in the organisation on a day. `under` are the bodies that answer to it, or prepare its cases."""

    body: Body
    leader: Person | None
    set_up_by: Decision | None
    sittings: Sequence[Sitting] = ()
    under: list["Unit"] = field(default_factory=list)
    above: Body | None = None

    @property
    def members(self) -> list[Sitting]:
        """Return the seats with a say."""
        return [sitting for sitting in self.sittings if sitting.seat.kind == Seat.Kind.VOTING]

    @property
    def observers(self) -> list[Sitting]:
        """Return the seats without a say."""
        return [sitting for sitting in self.sittings if sitting.seat.kind == Seat.Kind.OBSERVER]

    @property
    def vacant(self) -> int:
        """Return how many seats nobody holds."""
        return sum(1 for sitting in self.sittings if sitting.person is None)

    @property
    def host(self) -> Organisation | None:
        """Return the party that arranges for the body: the one to which its leader's office belongs (BE-1)."""
        office = self.body.leader_office
        return office.organisation if office and self.body.kind == Body.Kind.SECRETARIAT else None


@dataclass(frozen=True)
class Chart:
    """The organisation as on a day."""

    on: date
    tops: Sequence[Unit]
    units: Sequence[Unit]


def chart(on: date) -> Chart:
    """Return the organisation as on a day: bodies set up by then and not closed, as a tree and in one list. Eight SQL statements."""
    bodies = list(
        Body.objects.filter(established_by__dated__lte=on).select_related(
            "leader_office__organisation", "established_by", "secretary", "prepares_for"
        )
    )
    mandates, served = newest_on(on), served_on(on)
    bodies = [body for body in bodies if not (body.pk in mandates and mandates[body.pk].closes)]
    for body in bodies:
        if body.pk in mandates:
            body.purpose = mandates[body.pk].text
        if body.pk in served:
            body.secretary = served[body.pk]
    decisions = {
        row.basis_id: row
        for row in Decision.objects.filter(basis__in=[body.established_by_id for body in bodies]).select_related("body")
    }
    leaders = _leaders(bodies, on)
    sittings = _sittings(bodies, leaders, on)
    units = {
        body.pk: Unit(body, leaders.get(body.pk), decisions.get(body.established_by_id), sittings.get(body.pk, ()))
        for body in bodies
    }
    above = organised(
        bodies, {key: row.body_id for unit in units.values() if (row := unit.set_up_by) for key in [unit.body.pk]}
    )
    for key, place in above.items():
        units[key].above = units[place].body
        units[place].under.append(units[key])
    tops = [unit for key, unit in units.items() if key not in above]
    return Chart(on, tops, list(_in_order(tops)))


def _in_order(units: Sequence[Unit]) -> Iterator[Unit]:
    for unit in units:
        yield unit
        yield from _in_order(unit.under)


def _leaders(bodies: Sequence[Body], on: date) -> dict[UUID, Person]:
    """Return who leads each body: the one designated, otherwise the holder of the leader's office (LE-1)."""
    offices = [body.leader_office_id for body in bodies if body.leader_office_id]
    holdings = OfficeHolding.objects.on(on).filter(office__in=offices).select_related("person")
    in_office = {row.office_id: row.person for row in holdings}
    found = {body.pk: in_office[body.leader_office_id] for body in bodies if body.leader_office_id in in_office}
    return found | {row.body_id: row.designated for row in Designation.objects.on(on).select_related("designated")}


def _sittings(bodies: Sequence[Body], leaders: dict[UUID, Person], on: date) -> dict[UUID, list[Sitting]]:
    """Return the seats of each body with their holders. The leader's own seat follows whoever leads."""
    holdings = {row.seat_id: row for row in SeatHolding.objects.on(on).select_related("person", "organisation")}
    by_key = {body.pk: body for body in bodies}
    found: dict[UUID, list[Sitting]] = {}
    for seat in Seat.objects.filter(body__in=bodies).select_related("organisation"):
        office = by_key[seat.body_id].leader_office
        holding = holdings.get(seat.pk)
        if is_gone(seat, holdings):
            continue
        if office is not None and seat.held_by == f"{BY_OFFICE}{office.key}":
            person, organisation = leaders.get(seat.body_id), office.organisation
        else:
            person = holding.person if holding else None
            organisation = (holding.organisation if holding else None) or seat.organisation
        found.setdefault(seat.body_id, []).append(Sitting(seat, person, organisation))
    return found
