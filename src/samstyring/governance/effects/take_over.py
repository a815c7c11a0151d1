"""Writing who held the seats before: in bulk, on the decisions that they rest on."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from samstyring.kernel.acts import effect
from samstyring.kernel.numbering import go_on_after
from samstyring.parties.models import Organisation, Person
from samstyring.parties.names import search_key, sort_key
from samstyring.records.registry import Row, Taking

from ..models import SeatHolding

BATCH = 1_000


@effect
def write_seat_holders(*, rows: Sequence[Row], basis: Any, taking: Taking) -> None:
    """Write holdings, each on the decision that its row names (`basis` is not used). Who is not here yet is made.

    A person is the same one where name and organisation are the same.
    """
    del basis, taking
    here: dict[tuple[str, UUID | None], Person] = {
        (search_key(person.name), person.organisation_id): person for person in Person.objects.all()
    }
    made: list[Person] = []
    holdings = []
    for row in rows:
        organisation: Organisation | None = row["organisation"] or row["found"].organisation
        key = (search_key(row["holder"]), organisation.pk if organisation else None)
        if key not in here:
            here[key] = Person(
                name=row["holder"],
                sort_key=sort_key(row["holder"]),
                search_key=search_key(row["holder"]),
                organisation=organisation,
            )
            made.append(here[key])
        until = row["until"]
        holdings.append(
            SeatHolding(
                seat=row["found"],
                person=here[key],
                organisation=organisation,
                from_date=row["from_date"],
                until=until,
                begun_by=row.basis,
                ended_by=row.basis if until else None,
            )
        )
    Person.objects.bulk_create(made, batch_size=BATCH)
    SeatHolding.objects.bulk_create(holdings, batch_size=BATCH)


@effect
def continue_numbers(*, highest: Mapping[str, int], basis: Any) -> None:
    """Let series of numbers ("SG/2022") go on after the highest one taken over (`basis` is not used)."""
    del basis
    for series, last in highest.items():
        go_on_after(series, last)
