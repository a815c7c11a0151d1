"""People, and who can be chosen for an office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, QuerySet, Value, When

from samstyring.kernel.errors import NotThere

from ..models import Office, OfficeHolding, Organisation, Person
from ..names import search_key


@dataclass(frozen=True)
class Known:
    """A person with the offices held on a day."""

    person: Person
    offices: Sequence[OfficeHolding]


def people(*, on: date, text: str = "") -> list[Known]:
    """Return everyone registered, by name, with their offices on a day; with `text` those whose name holds it."""
    rows = Person.objects.select_related("organisation").order_by("sort_key")
    if wanted := search_key(text):
        rows = rows.filter(search_key__contains=wanted)
    held: dict[UUID, list[OfficeHolding]] = {}
    for holding in OfficeHolding.objects.on(on).select_related("office"):
        held.setdefault(holding.person_id, []).append(holding)
    return [Known(person, held.get(person.pk, [])) for person in rows]


def candidates(office: Office) -> QuerySet[Person]:
    """Return everyone who can be chosen for an office, the people of its own organisation first."""
    own = Case(When(organisation=office.organisation_id, then=Value(0)), default=Value(1))
    return Person.objects.select_related("organisation").order_by(own, "sort_key")


def person(pk: UUID) -> Person:
    """Return a person. Raises NotThere."""
    found = Person.objects.select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def has_address(email: str, *, other_than: Person | None = None) -> bool:
    """Tell whether someone (else) is registered with an e-mail address."""
    rows = Person.objects.filter(email__iexact=email)
    return rows.exclude(pk=other_than.pk).exists() if other_than else rows.exists()


def people_of(organisation: Organisation) -> list[Person]:
    """Return the people registered of an organisation, by name."""
    return list(Person.objects.filter(organisation=organisation).order_by("sort_key"))
