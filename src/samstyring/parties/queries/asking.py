"""Whom to ask in a municipality, and who answers for it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from samstyring.kernel.actors import Actor

from ..models import OfficeHolding, Person

WHO_ANSWERS = ("contact", "chief_executive")
"""The roles that a party is asked through, the first one that is filled."""


def people_to_ask(organisation_ids: Iterable[UUID], on: date) -> dict[UUID, Person]:
    """Return whom to ask in each organisation: its contact, or else its chief executive, who has an e-mail address."""
    holdings = (
        OfficeHolding.objects.on(on)
        .filter(office__organisation_id__in=list(organisation_ids), office__role__in=WHO_ANSWERS)
        .exclude(person__email="")
        .select_related("office", "person")
        .order_by("from_date")
    )
    ranked = sorted(holdings, key=lambda holding: WHO_ANSWERS.index(holding.office.role))
    people: dict[UUID, Person] = {}
    for holding in ranked:
        people.setdefault(holding.office.organisation_id, holding.person)
    return people


def answers_for(actor: Actor) -> set[UUID]:
    """Return the municipalities that someone answers for."""
    return {UUID(key) for key in actor.scoped_ids("party", *WHO_ANSWERS)}


def for_the_party(by: Actor, act: str, organisation_id: UUID) -> Actor:
    """Return the person in the capacity of the party's own people: who holds several answers for the party here."""
    for permit in by.permits(act, [f"party:{organisation_id}"]):
        if permit.capacity and permit.capacity.role in WHO_ANSWERS:
            return by.choosing(permit.capacity.key)
    return by
