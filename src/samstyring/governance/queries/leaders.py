"""Who leads a body on a day (LE-1)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.keeping import lasting
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import OfficeHolding, Person

from ..models import Body, Designation, StandingInstruction


def leader_on(body: Body, on: date) -> Person | None:
    """Return the full leader on a day: the one designated, otherwise the holder of the leader's office."""
    designation = designation_on(body, on)
    if designation is not None:
        return designation.designated
    holding = office_holding_on(body, on)
    return holding.person if holding else None


def designation_on(body: Body, on: date) -> Designation | None:
    """Return the designation that holds on a day, if any."""
    return next((row for row in designations_of(body) if row.holds_on(on)), None)


def designations_of(body: Body) -> Sequence[Designation]:
    """Return all designations for a body: few, and a page asks about several days."""
    return _designations_of(body.pk)


@lasting
def _designations_of(body: UUID) -> Sequence[Designation]:
    rows = Designation.objects.filter(body_id=body)
    return list(rows.select_related("designated", "designated_by", "begun_by", "ended_by", "evidence"))


def office_holding_on(body: Body, on: date) -> OfficeHolding | None:
    """Return who holds the leader's office on a day, designated others or not."""
    if body.leader_office_id is None:
        return None
    return next((row for row in _held(body.leader_office_id) if row.holds_on(on)), None)


@lasting
def _held(office: UUID) -> Sequence[OfficeHolding]:
    return list(OfficeHolding.objects.filter(office_id=office).select_related("person", "office", "begun_by"))


def instruction_on(body: Body, on: date) -> StandingInstruction | None:
    """Return the leader's standing instruction on summonses that holds on a day, if any (LE-2)."""
    return _instructions.first(body.pk, on)


@Prepared
def _instructions(body_id: UUID, on: date) -> "QuerySet[StandingInstruction]":
    rows: QuerySet[StandingInstruction] = StandingInstruction.objects.on(on).filter(body_id=body_id)
    return rows.select_related("given_by", "begun_by", "evidence").order_by("pk")[:1]
