"""Who leads a body on a day (LE-1)."""

from datetime import date

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
