"""People, and who can be chosen for an office."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Case, QuerySet, Value, When

from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared

from ..models import Office, OfficeHolding, Organisation, Person
from ..names import search_key


def people() -> QuerySet[Person]:
    """Return everyone registered, by name, with their organisations."""
    return Person.objects.select_related("organisation").order_by("sort_key")


def named(rows: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Return those whose name holds a text, accents and case aside."""
    return rows.filter(search_key__contains=search_key(text))


def titles_of(people: Iterable[Person], on: date) -> Mapping[UUID, list[str]]:
    """Return the titles of the offices that each holds on a day. One SQL statement."""
    held: dict[UUID, list[str]] = {}
    holdings = OfficeHolding.objects.on(on).filter(person__in=[person.pk for person in people])
    for person, title in holdings.order_by("office__title").values_list("person_id", "office__title"):
        held.setdefault(person, []).append(title)
    return held


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
    return _of_organisation(organisation.pk)


@Prepared
def _of_organisation(organisation: UUID) -> "QuerySet[Person]":
    return Person.objects.filter(organisation_id=organisation).order_by("sort_key")
