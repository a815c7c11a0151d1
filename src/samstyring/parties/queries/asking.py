"""Who answers for a municipality, and in which capacity."""

from uuid import UUID

from samstyring.kernel.actors import Actor

WHO_ANSWERS = ("contact", "chief_executive")
"""The roles that a party is asked through, the first one that is filled."""


def answers_for(actor: Actor) -> set[UUID]:
    """Return the municipalities that someone answers for."""
    return {UUID(key) for key in actor.scoped_ids("party", *WHO_ANSWERS)}


def for_the_party(by: Actor, act: str, organisation_id: UUID) -> Actor:
    """Return the person in the capacity of the party's own people: who holds several answers for the party here."""
    for permit in by.permits(act, [f"party:{organisation_id}"]):
        if permit.capacity and permit.capacity.role in WHO_ANSWERS:
            return by.choosing(permit.capacity.key)
    return by
