"""Who leads a body on a day (LE-1)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from samstyring.kernel.reading import remembered
from samstyring.parties.models import OfficeHolding, Person

from ..models import Body, Designation, StandingInstruction


def leader_on(body: Body, on: date) -> Person | None:
    """Return the full leader on a day: the one designated, otherwise the holder of the leader's office."""
    designation = designation_on(body, on)
    if designation is not None:
        return designation.designated
    holding = office_holding_on(body, on)
    return holding.person if holding else None


def leaders_on(bodies: Iterable[Body], on: date) -> dict[UUID, UUID]:
    """Return who leads each of some bodies on a day, by their ids, as `leader_on` does. Two SQL statements."""
    offices = {body.pk: body.leader_office_id for body in bodies}
    designated = Designation.objects.on(on).filter(body_id__in=list(offices))
    found: dict[UUID, UUID] = dict(designated.values_list("body_id", "designated_id"))
    holdings = OfficeHolding.objects.on(on).filter(office_id__in=[key for key in offices.values() if key])
    in_office: dict[UUID, UUID] = {}
    for office, person in holdings.order_by("pk").values_list("office_id", "person_id"):
        in_office.setdefault(office, person)
    for body, office in offices.items():
        if office in in_office:
            found.setdefault(body, in_office[office])
    return found


@remembered
def designation_on(body: Body, on: date) -> Designation | None:
    """Return the designation that holds on a day, if any."""
    found: Designation | None = (
        Designation.objects.on(on)
        .filter(body=body)
        .select_related("designated", "designated_by", "begun_by", "ended_by", "evidence")
        .first()
    )
    return found


@remembered
def office_holding_on(body: Body, on: date) -> OfficeHolding | None:
    """Return who holds the leader's office on a day, designated others or not."""
    if body.leader_office_id is None:
        return None
    found: OfficeHolding | None = (
        OfficeHolding.objects.on(on)
        .filter(office_id=body.leader_office_id)
        .select_related("person", "office", "begun_by")
        .first()
    )
    return found


def instruction_on(body: Body, on: date) -> StandingInstruction | None:
    """Return the leader's standing instruction on summonses that holds on a day, if any (LE-2)."""
    found: StandingInstruction | None = (
        StandingInstruction.objects.on(on).filter(body=body).select_related("given_by", "begun_by", "evidence").first()
    )
    return found
