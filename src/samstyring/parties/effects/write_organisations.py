"""Organisations come to be known."""

from collections.abc import Iterable
from datetime import date

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Group, GroupMembership, Organisation, Population


@effect
def write_organisation(
    *,
    number: str,
    name: str,
    kind: str,
    basis: Basis,
    on: date,
    municipality_number: str = "",
    written_standard: str = Organisation.Standard.NEUTRAL,
    note: str = "",
    population: Iterable[tuple[date, int]] = (),
    groups: Iterable[Group] = (),
) -> Organisation:
    """Write an organisation, how many live there by date, and the groups that it belongs to from a day."""
    organisation = Organisation.objects.create(
        number=number,
        name=name,
        kind=kind,
        municipality_number=municipality_number,
        written_standard=written_standard,
        note=note,
    )
    Population.objects.bulk_create(
        Population(organisation=organisation, date=day, number=inhabitants) for day, inhabitants in population
    )
    GroupMembership.objects.bulk_create(
        GroupMembership(organisation=organisation, group=group, from_date=on, begun_by=basis) for group in groups
    )
    return organisation
