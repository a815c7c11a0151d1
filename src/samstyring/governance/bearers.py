"""Who acts for a body, or for the office that leads one: the one designated, otherwise the holder (LE-1)."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from samstyring.charter.registry import bearers
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import Person

from .models import Body
from .queries.leaders import leader_on


def leading(key: str, on: date) -> Sequence[Person] | None:
    """Return who leads the body of a key, or that the office of a key leads; None for any other key."""
    bodies = _of(key)
    if not bodies:
        return None
    found = [leader_on(body, on) for body in bodies]
    return list({person.pk: person for person in found if person is not None}.values())


@Prepared
def _of(key: str) -> "QuerySet[Body]":
    return Body.objects.filter(Q(key=key) | Q(leader_office__key=key)).select_related("leader_office")


bearers.register("governance.bodies", leading)
