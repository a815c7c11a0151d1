"""The one founded co-operation that tests start from, and the cast that acts in them."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.utils import timezone

import samstyring
from samstyring.charter import acts as charter_acts
from samstyring.governance.acts.seat_holder import seat_holder
from samstyring.governance.models import Seat
from samstyring.kernel import actors, clock
from samstyring.kernel.actors import INSTALLATION, Actor
from samstyring.parties import acts as parties_acts
from samstyring.parties.models import Office, Organisation, Person

CHARTERS = Path(samstyring.__file__).parent / "charters"
PACKAGED = CHARTERS / "digi-vestland-2020.toml"
EXAMPLE = CHARTERS / "eksempel-vertskommune.toml"
# The day that the demo opens on: inside the term, before a meeting of the steering group.
OPENING = datetime(2022, 11, 22, 8, 0, tzinfo=clock.OSLO)
IN_OFFICE_SINCE = date(2020, 6, 15)


@dataclass(frozen=True)
class Role:
    """One of the cast: name, municipality, and the office that the person holds (key, or role in the municipality)."""

    name: str
    organisation: str
    office: str = ""
    seat: str = ""


CAST = {
    "leader": Role("Liv Leiar", "Bergen", "leiar"),
    "alver": Role("Alva Alver", "Alver", "chief_executive", "alver"),
    "nordfjord": Role("Nils Nordfjord", "Stad", "chief_executive", "nordfjord"),
    "ks": Role("Kari Storm", "KS", "", "ks"),
    "secretariat_leader": Role("Siri Sekretær", "Bergen", "sekretariatsleiar"),
    "adviser": Role("Rune Rådgivar", "Bergen", "radgivar"),
    "project_manager": Role("Pia Prosjekt", "Sunnfjord"),
    "contact": Role("Frode Fedje", "Fedje", "contact"),
}


def found_charter(path: Path = PACKAGED, *, opening: datetime = OPENING) -> None:
    """Found a charter as a demo whose clock stands at `opening`, and goes on ticking from there."""
    offset = opening - timezone.now()
    charter_acts.found(
        source_text=path.read_text(encoding="utf-8"), mode="demo", clock_offset=offset, by=INSTALLATION, at=opening
    )


def found_for_tests() -> None:
    """Found the co-operation that tests start from, with the cast, in the empty database that is now in use.

    Called once for each test process; every test gets it rolled back or as a copy.
    """
    found_charter()
    for key, role in CAST.items():
        _cast(key, role)
    seat_the_cast()


def _cast(key: str, role: Role) -> Person:
    organisation = Organisation.objects.get(name=role.organisation)
    person = parties_acts.register_person(
        name=role.name, organisation=organisation, email=f"{key}@example.no", by=INSTALLATION, at=clock.now()
    )
    if role.office:
        named = Office.objects.filter(key=role.office).first()
        office = named or Office.objects.get(role=role.office, organisation=organisation)
        parties_acts.appoint(
            office=office,
            person=person,
            from_date=IN_OFFICE_SINCE,
            source="Brev frå kommunen",
            by=INSTALLATION,
            at=clock.now(),
        )
    return person


def seat_the_cast() -> None:
    """Give the cast their seats, where there are seats of those names."""
    for key, role in CAST.items():
        if role.seat:
            seat_holder(
                seat=Seat.objects.get(body__key="SG", key=role.seat),
                person=person(key),
                from_date=IN_OFFICE_SINCE,
                source="Brev frå kommunen",
                by=INSTALLATION,
                at=clock.now(),
            )


def person(key: str) -> Person:
    """Return one of the cast ("leader", "alver", "adviser" …)."""
    return Person.objects.get(name=CAST[key].name)


def actor(key: str) -> Actor:
    """Return one of the cast as actor, with the capacities held today; "stranger" is nobody."""
    if key == "stranger":
        return actors.ANONYMOUS
    return actors.person(person(key).pk, clock.today())
