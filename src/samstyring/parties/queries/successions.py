"""Which municipality took the place of which."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samstyring.kernel.prepared import Prepared

from ..models import Organisation, Split, Succession, is_organisation_number


def successions_into(organisation: Organisation) -> list[Succession]:
    """Return whose place it took, by name, with the day and the basis."""
    return _into(organisation.pk)


@Prepared
def _into(organisation: UUID) -> "QuerySet[Succession]":
    rows = Succession.objects.filter(successor_id=organisation).select_related("predecessor", "basis")
    return rows.order_by("predecessor__sort_key")


def succession_of(organisation: Organisation) -> Succession | None:
    """Return who took its place, if any did or will."""
    return _of.first(organisation.pk)


@Prepared
def _of(organisation: UUID) -> "QuerySet[Succession]":
    return Succession.objects.filter(predecessor_id=organisation).select_related("successor", "basis")


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


def splits_around(organisation: Organisation) -> list[Split]:
    """Return what it was split from, and what was or will be split from it, the earliest first. One SQL statement."""
    return _around(organisation.pk)


@Prepared
def _around(organisation: UUID) -> "QuerySet[Split]":
    rows = Split.objects.filter(Q(origin_id=organisation) | Q(part_id=organisation))
    return rows.select_related("origin", "part", "basis").order_by("on")


def is_changing(organisation: Organisation) -> bool:
    """Tell whether another stands in its place, or will."""
    return Succession.objects.filter(predecessor=organisation).exists()


def is_still_to_come(organisation: Organisation, on: date) -> bool:
    """Tell whether a municipality begins on a later day."""
    new = Succession.objects.filter(successor=organisation, is_new=True, on__gt=on)
    return new.exists() or Split.objects.filter(part=organisation, on__gt=on).exists()


def number_problems(number: str, municipality_number: str) -> dict[str, str]:
    """Return what is wrong with the numbers of a new municipality, by field."""
    errors = {}
    if not is_organisation_number(number):
        errors["number"] = _("This is not an organisation number: nine digits, the last one a check digit.")
    elif Organisation.objects.filter(number=number).exists():
        errors["number"] = _("Another organisation is registered with this number.")
    if len(municipality_number) != 4 or not (municipality_number.isascii() and municipality_number.isdigit()):
        errors["municipality_number"] = _("A municipality number has four digits.")
    elif Organisation.objects.filter(municipality_number=municipality_number).exists():
        errors["municipality_number"] = _("Another municipality is registered with this number.")
    return errors
