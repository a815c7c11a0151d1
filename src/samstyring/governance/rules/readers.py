"""Who may read what in governance, by capacity. Pure questions on the actor."""

from uuid import UUID

from samstyring.kernel.actors import Actor

SECRETARIAT = ("secretariat_leader", "secretariat")
SEATED = ("member", "observer")
PROJECT = "portfolio.project"


def reads_all(actor: Actor) -> bool:
    """Tell whether an actor reads every case and meeting: the secretariat, and the installation itself."""
    return actor.kind == "installation" or actor.has_role(*SECRETARIAT)


def bodies_led(actor: Actor) -> set[UUID]:
    """Return the bodies that the actor leads: they show their drafts."""
    return {UUID(key) for key in actor.scoped_ids("body", "leader")}


def bodies_seated(actor: Actor) -> set[UUID]:
    """Return the bodies in which the actor is seated, with or without a say."""
    return {UUID(key) for key in actor.scoped_ids("body", *SEATED)}


def meetings_chaired(actor: Actor) -> set[UUID]:
    """Return the meetings that the actor was asked to chair."""
    return {UUID(key) for key in actor.scoped_ids("meeting", "chair")}


def projects_followed(actor: Actor) -> set[UUID]:
    """Return the projects that the actor manages or answers for."""
    return {UUID(key) for key in actor.scoped_ids("project", "project_manager", "project_owner")}


def prepares(actor: Actor, body_id: UUID) -> bool:
    """Tell whether the actor sees what a body's meetings and cases are before they are sent out."""
    return reads_all(actor) or body_id in bodies_led(actor)


def may_anywhere(actor: Actor, act: str) -> bool:
    """Tell whether some capacity allows an act in some scope: whether a list offers it at all."""
    if actor.kind == "installation":
        return True
    given = actor.powers.get(act, {})
    return any(capacity.role in given for capacity in actor.capacities)
