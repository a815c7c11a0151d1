"""The one founded co-operation that tests start from, and the cast that acts in them."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.utils import timezone

import samstyring
from samstyring.accounts import acts as accounts_acts
from samstyring.accounts.models import User
from samstyring.charter import acts as charter_acts
from samstyring.charter import queries as charter_queries
from samstyring.governance.acts.seat_holder import seat_holder
from samstyring.governance.models import Seat
from samstyring.kernel import actors, clock
from samstyring.kernel.actors import INSTALLATION, Actor
from samstyring.parties import acts as parties_acts
from samstyring.parties.models import Office, Organisation, Person
from samstyring.web import acts as web_acts

CHARTERS = Path(samstyring.__file__).parent / "charters"
PACKAGED = CHARTERS / "digi-vestland-2020.toml"
EXAMPLE = CHARTERS / "eksempel-vertskommune.toml"
# The day that the demo opens on: inside the term, before a meeting of the steering group.
OPENING = datetime(2022, 11, 22, 8, 0, tzinfo=clock.OSLO)
IN_OFFICE_SINCE = date(2020, 6, 15)
NOT_SIGNED = ("Hyllestad", "Modalen", "Solund")
NOT_CONNECTED = "Gulen"


@dataclass(frozen=True)
class Role:
    """One of the cast: name, municipality, and the office that the person holds (key, or role in the municipality)."""

    name: str
    organisation: str
    office: str = ""
    seat: str = ""


CAST = {
    "leader": Role("Leiar, styringsgruppa", "Bergen", "leiar"),
    "alver": Role("Kommunedirektør, Alver", "Alver", "chief_executive", "alver"),
    "nordfjord": Role("Kommunedirektør, Stad", "Stad", "chief_executive", "nordfjord"),
    "ks": Role("Observatør, KS", "KS", "", "ks"),
    "secretariat_leader": Role("Leiar, sekretariatet", "Bergen", "sekretariatsleiar"),
    "adviser": Role("Rådgivar, sekretariatet", "Bergen", "radgivar"),
    "project_manager": Role("Prosjektleiar, Sunnfjord", "Sunnfjord"),
    "contact": Role("Kontaktperson, Fedje", "Fedje", "contact"),
}


def found_charter(path: Path = PACKAGED, *, opening: datetime = OPENING) -> None:
    """Found a charter as a demo whose clock stands at `opening`, and goes on ticking from there."""
    offset = opening - timezone.now()
    charter_acts.found(
        source_text=path.read_text(encoding="utf-8"), mode="demo", clock_offset=offset, by=INSTALLATION, at=opening
    )


def found_for_tests(opening: datetime = OPENING, path: Path = PACKAGED) -> None:
    """Found the co-operation that tests start from, with the cast, in the empty database that is now in use.

    Called once for each test process; every test gets it rolled back or as a copy. A test that needs another day
    moves the clock (`move_to`).
    """
    found_charter(path, opening=opening)
    for key, role in CAST.items():
        _cast(key, role)
    seat_the_cast()
    sign()


def move_to(at: datetime) -> None:
    """Let the installation's clock stand at a later time, and go on ticking from there."""
    web_acts.move_clock(offset=at - timezone.now(), by=INSTALLATION, at=clock.now())


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
    accounts_acts.open_account(person=person, by=INSTALLATION, at=clock.now())
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


def sign() -> None:
    """Let all but three municipalities sign, and all but one of those be connected to DigiFin."""
    agreement = charter_queries.agreement_on(clock.today())
    signing = [row for row in charter_queries.invited_to(agreement) if row.name not in NOT_SIGNED]
    for organisation in signing:
        charter_acts.register_signature(
            agreement=agreement,
            organisation=organisation,
            signed_on=IN_OFFICE_SINCE,
            signatory="Ordføraren",
            place=organisation.name,
            council_decision="Kommunestyret, sak 34/20",
            by=INSTALLATION,
            at=clock.now(),
        )
    charter_acts.register_scheme_connection(
        scheme=charter_queries.scheme("digifin"),
        organisations=[row for row in signing if row.name != NOT_CONNECTED],
        from_date=date(2021, 1, 1),
        source="Liste frå KS",
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


def acting(key: str) -> Actor:
    """Return one of the cast to do an act with: the act reads the capacities itself, so none are given."""
    return actors.ANONYMOUS if key == "stranger" else Actor("person", CAST[key].name, person(key).pk, ())


def user(key: str) -> User:
    """Return the account of one of the cast, to sign in with: `client.force_login(user("adviser"))`."""
    return User.objects.get(person__name=CAST[key].name)
