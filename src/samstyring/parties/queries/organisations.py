"""One municipality or other organisation, with what is known of it on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered

from ..models import GroupMembership, Organisation, Population, Split, Succession
from ..registry import panels_in_order
from .offices import Filled, offices_of
from .successions import splits_around, succession_of, successions_into


@dataclass(frozen=True)
class OrganisationPage:
    """What a municipality's page shows. `panels` are (name, template, context) from other floors."""

    organisation: Organisation
    on: date
    population: Sequence[Population]
    memberships: Sequence[GroupMembership]
    offices: Sequence[Filled]
    panels: Sequence[tuple[str, str, Mapping[str, Any]]]
    takes_place_of: Sequence[Succession]
    succession: Succession | None
    splits: Sequence[Split]

    @property
    def group_names(self) -> list[str]:
        """Return the names of the groups that it belongs to."""
        return [membership.group.name for membership in self.memberships]


@remembered
def organisation(key: str) -> Organisation:
    """Return an organisation by municipality number, organisation number or id. Raises NotThere."""
    if len(key) == 4:
        found = _with_municipality_number.first(key)
    elif len(key) == 9:
        found = _with_number.first(key)
    else:
        found = _with_id.first(_uuid(key))
    if found is None:
        raise NotThere
    return found


@Prepared
def _with_municipality_number(number: str) -> "QuerySet[Organisation]":
    return Organisation.objects.filter(municipality_number=number).order_by("pk")


@Prepared
def _with_number(number: str) -> "QuerySet[Organisation]":
    return Organisation.objects.filter(number=number)


@Prepared
def _with_id(key: UUID) -> "QuerySet[Organisation]":
    return Organisation.objects.filter(pk=key)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotThere from error


def organisation_page(key: str, *, by: Actor, on: date) -> OrganisationPage:
    """Return all that is known of an organisation on a day. Raises NotThere."""
    found = organisation(key)
    read = [(panel, panel.read(found, by, on)) for panel in panels_in_order()]
    return OrganisationPage(
        organisation=found,
        on=on,
        population=populations_of(found.pk, on),
        memberships=_memberships_of(found.pk, on),
        offices=offices_of(found, on),
        panels=[(panel.name, panel.template, context) for panel, context in read if context is not None],
        takes_place_of=successions_into(found),
        succession=succession_of(found),
        splits=splits_around(found),
    )


@remembered
def populations_of(organisation: UUID, on: date) -> list[Population]:
    """Return the figures of how many live in a municipality by a day, the newest first. One SQL statement."""
    return _populations_of(organisation, on)


@Prepared
def _populations_of(organisation: UUID, on: date) -> "QuerySet[Population]":
    return Population.objects.filter(organisation_id=organisation, date__lte=on).order_by("-date")


@Prepared
def _memberships_of(organisation: UUID, on: date) -> "QuerySet[GroupMembership]":
    rows = GroupMembership.objects.on(on).filter(organisation_id=organisation)
    found: QuerySet[GroupMembership] = rows.select_related("group").order_by("group__sort_key")
    return found


def organisations_by_number(numbers: Iterable[str]) -> dict[str, Organisation]:
    """Return organisations by organisation number."""
    return {row.number: row for row in Organisation.objects.filter(number__in=list(numbers))}
