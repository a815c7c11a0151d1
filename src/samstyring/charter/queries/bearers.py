"""The people to be reminded of a duty: those who act for whoever has it, and those who follow the agreement up."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import OfficeHolding, Organisation, Person
from samstyring.parties.queries import people_to_ask

from ..models import Accession
from ..registry import bearers

FOLLOW_UP = ("secretariat_leader", "secretariat")
"""The roles that follow the agreement up (SE-4a), the first one that is filled."""


def people_for(duty_of: str, concerns: Iterable[UUID], on: date) -> Sequence[Person]:
    """Return who acts for a duty on a day; of a duty of the parties, for those that the finding concerns, else for all.

    Nobody, where the agreement does not say whose duty it is.
    """
    if duty_of == "not_regulated":
        return []
    if duty_of == "parties":
        wanted = set(concerns) or set(Accession.objects.on(on).values_list("organisation_id", flat=True))
        return list(people_to_ask(wanted, on).values())
    if duty_of.startswith("party:"):
        rows = Organisation.objects.filter(number=duty_of.removeprefix("party:")).values_list("pk", flat=True)
        return list(people_to_ask(rows, on).values())
    for ask in bearers:
        people = ask(duty_of, on)
        if people is not None:
            return people
    return _each(_with_key(on, duty_of))


def following_up(on: date) -> Sequence[Person]:
    """Return those who follow the agreement up on a day: they are told of every duty. At most two SQL statements."""
    for role in FOLLOW_UP:
        people = _each(_with_role(on, role))
        if people:
            return people
    return []


@Prepared
def _with_key(on: date, key: str) -> "QuerySet[OfficeHolding]":
    return _in_office(on).filter(office__key=key)


@Prepared
def _with_role(on: date, role: str) -> "QuerySet[OfficeHolding]":
    return _in_office(on).filter(office__role=role)


def _in_office(on: date) -> "QuerySet[OfficeHolding]":
    rows: QuerySet[OfficeHolding] = OfficeHolding.objects.on(on)
    return rows.select_related("person").order_by("from_date")


def _each(rows: Iterable[OfficeHolding]) -> list[Person]:
    return list({row.person_id: row.person for row in rows}.values())
