"""Which municipality took the place of which."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from ..models import Organisation, Succession


def successions_into(organisation: Organisation) -> list[Succession]:
    """Return whose place it took, by name, with the day and the basis."""
    rows = Succession.objects.filter(successor=organisation).select_related("predecessor", "basis")
    return list(rows.order_by("predecessor__sort_key"))


def succession_of(organisation: Organisation) -> Succession | None:
    """Return who took its place, if any did or will."""
    return Succession.objects.filter(predecessor=organisation).select_related("successor", "basis").first()


def successions_after(on: date) -> dict[UUID, Succession]:
    """Return the mergers that are still to come on a day, by whoever is merged. One SQL statement."""
    rows = Succession.objects.filter(on__gt=on).select_related("successor", "basis")
    return {row.predecessor_id: row for row in rows}


def numbers_inherited(on: date) -> list[tuple[UUID, str]]:
    """Return whose organisation numbers each has taken over by a day: (successor, number). One SQL statement."""
    rows = Succession.objects.filter(on__lte=on).order_by("-predecessor__municipality_number")
    return list(rows.values_list("successor_id", "predecessor__number"))


def merged_into(organisations: Iterable[UUID], on: date) -> dict[UUID, list[UUID]]:
    """Return whose place each has taken by a day, as ids. One SQL statement for each merger of what was merged before."""
    found: dict[UUID, list[UUID]] = {}
    asked = {key: key for key in organisations}
    while asked:
        rows = Succession.objects.filter(successor_id__in=list(asked), on__lte=on)
        following = {}
        for predecessor, successor in rows.values_list("predecessor_id", "successor_id"):
            top = asked[successor]
            found.setdefault(top, []).append(predecessor)
            following[predecessor] = top
        asked = following
    return found
