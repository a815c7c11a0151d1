"""People, and who can be chosen for an office."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.errors import NotThere
from samstyring.kernel.keeping import book
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


class Named(NamedTuple):
    """A person to choose: the key, the name, and the organisation that the person is from, "" where there is none."""

    key: str
    name: str
    organisation: str
    of: UUID | None = None


def everyone() -> Sequence[Named]:
    """Return everyone registered to choose among, by name. Kept until an act writes something of it."""
    with book("everyone to choose") as kept:
        return kept.share("all", lambda: tuple(_everyone()))


def _everyone() -> Iterator[Named]:
    rows = Person.objects.order_by("sort_key").values_list("pk", "name", "organisation__name", "organisation_id")
    for key, name, organisation, of in rows:
        yield Named(str(key), name, organisation or "", of)


def candidates(office: Office) -> list[Named]:
    """Return everyone who can be chosen for an office, the people of its own organisation first."""
    rows = everyone()
    own = [row for row in rows if row.of == office.organisation_id]
    return [*own, *(row for row in rows if row.of != office.organisation_id)]


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
