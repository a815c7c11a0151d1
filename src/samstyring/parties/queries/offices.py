"""Offices, and who holds them on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.errors import NotThere
from samstyring.kernel.keeping import book
from samstyring.kernel.prepared import Prepared

from ..models import Office, OfficeHolding, Organisation, Person
from ..registry import followers
from .asking import WHO_ANSWERS


@dataclass(frozen=True)
class Filled:
    """An office with who holds it on a day, and who held it before or will hold it."""

    office: Office
    holdings: Sequence[OfficeHolding]
    others: Sequence[OfficeHolding]


def office_with_role(role: str) -> Office | None:
    """Return the co-operation's own office with a role ("secretariat_leader"), the first one if there are several."""
    return Office.objects.filter(role=role, key__isnull=False).select_related("organisation").order_by("pk").first()


def goes_with(office: Office, on: date) -> list[Any]:
    """Return, in sentences, what goes with an office from a day on, as the floors above tell it."""
    return [words for each in followers for words in each.told(office, on)]


def office(pk: UUID) -> Office:
    """Return an office. Raises NotThere."""
    found = Office.objects.filter(pk=pk).select_related("organisation").first()
    if found is None:
        raise NotThere
    return found


def holding(pk: UUID) -> OfficeHolding:
    """Return a person's time in an office. Raises NotThere."""
    found: OfficeHolding | None = (
        OfficeHolding.objects.filter(pk=pk).select_related("office__organisation", "person").first()
    )
    if found is None:
        raise NotThere
    return found


def offices_of(organisation: Organisation, on: date) -> list[Filled]:
    """Return the offices of an organisation, those of the co-operation first, with who holds them on a day."""
    offices = _of_organisation(organisation.pk)
    offices.sort(key=lambda row: row.key is None)
    return _filled(offices, on)


@Prepared
def _of_organisation(organisation: UUID) -> "QuerySet[Office]":
    return Office.objects.filter(organisation_id=organisation).order_by("key", "role")


def filled(office: Office, on: date) -> Filled:
    """Return one office with who holds it on a day."""
    return _filled([office], on)[0]


def _filled(offices: Sequence[Office], on: date) -> list[Filled]:
    holdings: dict[UUID, list[OfficeHolding]] = {}
    for row in _holdings_of([office.pk for office in offices]):
        holdings.setdefault(row.office_id, []).append(row)
    return [
        Filled(
            office,
            [row for row in holdings.get(office.pk, []) if row.holds_on(on)],
            [row for row in holdings.get(office.pk, []) if not row.holds_on(on)],
        )
        for office in offices
    ]


@Prepared
def _holdings_of(offices: Sequence[UUID]) -> "QuerySet[OfficeHolding]":
    rows = OfficeHolding.objects.filter(office_id__in=offices).select_related("person", "begun_by", "office")
    found: QuerySet[OfficeHolding] = rows.order_by("from_date")
    return found


def people_to_ask(organisation_ids: Iterable[UUID], on: date, roles: Sequence[str] = WHO_ANSWERS) -> dict[UUID, Person]:
    """Return whom to write to in each organisation: the first of the roles that someone with an address holds."""
    holdings = (
        OfficeHolding.objects.on(on)
        .filter(office__organisation_id__in=list(organisation_ids), office__role__in=roles)
        .exclude(person__email="")
        .select_related("office", "person")
        .order_by("from_date")
    )
    ranked = sorted(holdings, key=lambda holding: roles.index(holding.office.role))
    people: dict[UUID, Person] = {}
    for holding in ranked:
        if holding.office.organisation_id is not None:
            people.setdefault(holding.office.organisation_id, holding.person)
    return people


class Reached(NamedTuple):
    """Whoever is written to on behalf of an organisation, as a page shows it."""

    name: str
    email: str


def reached_on(on: date) -> Mapping[UUID, Reached]:
    """Return whom one writes to in each organisation that somebody can be reached in, to show before it is done.

    Kept until an act writes something of it.
    """
    with book("who is reached", on) as kept:
        return kept.share("all", lambda: _reached_on(on))


def _reached_on(on: date) -> Mapping[UUID, Reached]:
    people = people_to_ask(Organisation.objects.values_list("pk", flat=True), on)
    return {key: Reached(person.name, person.email) for key, person in people.items()}
