"""Registers offices as a source of roles, and the register of people as the source of names."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel import actors
from samstyring.kernel.actors import Capacity
from samstyring.kernel.prepared import Prepared

from .models import OfficeHolding, Person
from .queries.successions import merged_into

# Whoever leads a body does so for that body alone: governance, which knows the bodies, gives these roles.
ELSEWHERE = ("leader", "member", "observer")
SECRETARIAT = ("secretariat_leader", "secretariat")
FOR_A_PARTY = ("chief_executive", "contact")


class Held(NamedTuple):
    """An office that a person holds."""

    role: str
    title: str
    organisation_id: UUID
    basis_id: UUID | None


@Prepared
def _held(person_id: UUID, on: date) -> "QuerySet[OfficeHolding, tuple[Any, ...]]":
    held = OfficeHolding.objects.on(on).filter(person_id=person_id).exclude(office__role__in=ELSEWHERE)
    return held.values_list("office__role", "office__title", "office__organisation_id", "begun_by_id")


def offices_held(person_id: UUID, on: date) -> list[Capacity]:
    """Return the capacities that a person has by office on a day."""
    offices = [Held(*row) for row in _held(person_id, on)]
    merged = merged_into({held.organisation_id for held in offices if held.role in FOR_A_PARTY}, on)
    return [Capacity(held.role, held.title, _scopes(held, merged), held.basis_id) for held in offices]


def _scopes(held: Held, merged: dict[UUID, list[UUID]]) -> frozenset[str]:
    if held.role not in FOR_A_PARTY:
        return frozenset()
    return frozenset(f"party:{key}" for key in (held.organisation_id, *merged.get(held.organisation_id, [])))


@Prepared
def _names(person_id: UUID) -> "QuerySet[Person, str]":
    return Person.objects.filter(pk=person_id).values_list("name", flat=True)


def name_of(person_id: UUID) -> str:
    """Return a person's name, or nothing."""
    return _names.first(person_id) or ""


actors.register_role_source(offices_held)
actors.register_name_source(name_of)
