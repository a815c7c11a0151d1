"""One municipality or other organisation, with what is known of it on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
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
    rows = Organisation.objects.all()
    if len(key) == 4:
        found = rows.filter(municipality_number=key).first()
    elif len(key) == 9:
        found = rows.filter(number=key).first()
    else:
        found = rows.filter(pk=_uuid(key)).first()
    if found is None:
        raise NotThere
    return found


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
        population=list(Population.objects.filter(organisation=found, date__lte=on).order_by("-date")),
        memberships=list(
            GroupMembership.objects.on(on)
            .filter(organisation=found)
            .select_related("group")
            .order_by("group__sort_key")
        ),
        offices=offices_of(found, on),
        panels=[(panel.name, panel.template, context) for panel, context in read if context is not None],
        takes_place_of=successions_into(found),
        succession=succession_of(found),
        splits=splits_around(found),
    )


def organisations_by_number(numbers: Iterable[str]) -> dict[str, Organisation]:
    """Return organisations by organisation number."""
    return {row.number: row for row in Organisation.objects.filter(number__in=list(numbers))}
