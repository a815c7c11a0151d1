"""Registers offices as a source of roles, and the register of people as the source of names."""

from datetime import date
from uuid import UUID

from samstyring.kernel import actors
from samstyring.kernel.actors import Capacity

from .models import OfficeHolding, Person
from .queries.successions import merged_into

# Whoever leads a body does so for that body alone: governance, which knows the bodies, gives these roles.
ELSEWHERE = ("leader", "member", "observer")
SECRETARIAT = ("secretariat_leader", "secretariat")
FOR_A_PARTY = ("chief_executive", "contact")


def offices_held(person_id: UUID, on: date) -> list[Capacity]:
    """Return the capacities that a person has by office on a day."""
    holdings = list(
        OfficeHolding.objects.on(on)
        .filter(person_id=person_id)
        .exclude(office__role__in=ELSEWHERE)
        .select_related("office__organisation")
    )
    merged = merged_into({row.office.organisation_id for row in holdings if row.office.role in FOR_A_PARTY}, on)
    return [
        Capacity(
            role=holding.office.role,
            label=holding.office.title,
            scopes=frozenset(
                f"party:{key}"
                for key in (holding.office.organisation_id, *merged.get(holding.office.organisation_id, []))
            )
            if holding.office.role in FOR_A_PARTY
            else frozenset(),
            basis_id=holding.begun_by_id,
        )
        for holding in holdings
    ]


def name_of(person_id: UUID) -> str:
    """Return a person's name, or nothing."""
    return Person.objects.filter(pk=person_id).values_list("name", flat=True).first() or ""


actors.register_role_source(offices_held)
actors.register_name_source(name_of)
