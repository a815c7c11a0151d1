"""Who the agreement is between, and who else has to do with it: parties, groups of them, organisations, offices."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import AfterValidator, Field, StringConstraints

from samstyring.parties import models as here
from samstyring.parties.models import is_organisation_number

from ..effects.write_parties import write_parties
from ..registry import Founding, Item, Problem, Section
from ..registry.shared import BodyKey, Key, Line, Note, Ref, no_clause, twice, unknown


def _organisation_number(number: str) -> str:
    if not is_organisation_number(number):
        raise ValueError(
            _("%(number)s is not an organisation number: nine digits, the last one a check digit") % {"number": number}
        )
    return number


Number = Annotated[str, AfterValidator(_organisation_number)]
MunicipalityNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]
# Row and column on the map of tiles, counted from 1.
Tile = Annotated[list[Annotated[int, Field(ge=1, le=40)]], Field(min_length=2, max_length=2)]
Standard = Literal["nynorsk", "bokmål", "nøytral"]


class Population(Item):
    """How many live in a municipality on a date."""

    date: date
    number: int = Field(ge=0)


class Group(Item):
    """[[group]]: a district, or the municipalities of one shared IT operator."""

    kind: Literal["district", "it_operator"]
    key: Key
    name: Line
    note: Note = ""


class Party(Item):
    """[[party]]: a municipality that the agreement is open to; a party from the day it signed, if it has."""

    number: Number
    name: Line
    municipality_number: MunicipalityNumber | None = None
    districts: list[Key] = []
    it_operators: list[Key] = []
    tile: Tile | None = None
    written_standard: Standard = "nøytral"
    population: list[Population] = []
    note: Note = ""
    signed_on: date | None = None
    signatory: Line | None = None
    place: Line | None = None
    council_decision: str = ""


class Organisation(Item):
    """[[organisation]]: another organisation that has to do with the co-operation, such as an observer's."""

    number: Number
    name: Line
    kind: Literal["municipality", "county", "state", "association", "it_operator", "other"]
    written_standard: Standard = "nøytral"
    note: Note = ""


class Office(Item):
    """[[office]]: an office that someone holds, who appoints to it, and how."""

    key: Key
    role: Literal["leader", "secretariat_leader", "secretariat"]
    title: Line
    organisation: str
    body: BodyKey | None = None
    appointed_by: str = Field(default="", max_length=300)
    how: Literal["ex_officio", "designation", "appointment", "election"] = "appointment"
    may_designate: bool = False
    clause: Ref


def problems(charter: Any) -> Sequence[Problem]:
    """Find what does not hang together among the parties."""
    return [*_names(charter), *_tiles(charter), *_groups(charter), *_signatures(charter), *_offices(charter)]


def _names(charter: Any) -> Iterator[Problem]:
    if not charter.known("party", "number"):
        yield Problem("party", None, "", _("an agreement has at least one [[party]]"))
    yield from twice("party", charter.party, "number")
    yield from twice("group", charter.group, "key")
    yield from twice("office", charter.office, "key")
    numbers = {party.number for party in charter.party}
    for organisation in charter.organisation:
        if organisation.number in numbers:
            says = _("%(name)s is used twice") % {"name": organisation.number}
            yield Problem("organisation", organisation.index, "number", says)
        numbers.add(organisation.number)
    seen: set[str] = set()
    for party in charter.party:
        number = party.municipality_number
        if number and number in seen:
            yield Problem("party", party.index, "municipality_number", _("%(name)s is used twice") % {"name": number})
        seen.add(number or "")


def _tiles(charter: Any) -> Iterator[Problem]:
    """Find two municipalities on one tile."""
    taken: dict[tuple[int, ...], str] = {}
    for party in charter.party:
        if party.tile is None:
            continue
        spot = tuple(party.tile)
        if spot in taken:
            yield Problem("party", party.index, "tile", _("%(name)s has this tile already") % {"name": taken[spot]})
        taken.setdefault(spot, party.name)


def _groups(charter: Any) -> Iterator[Problem]:
    kinds = {group.key: group.kind for group in charter.group}
    known = charter.known("group")
    for party in charter.party:
        for field, kind in (("districts", "district"), ("it_operators", "it_operator")):
            for place, key in enumerate(getattr(party, field)):
                yield from unknown("party", party, f"{field}.{place}", key, known, _("group"))
                if kinds.get(key, kind) != kind:
                    says = _("%(name)s is a group of another kind") % {"name": key}
                    yield Problem("party", party.index, f"{field}.{place}", says)
        dates = [population.date for population in party.population]
        if len(set(dates)) < len(dates):
            yield Problem("party", party.index, "population", _("one date stands twice"))


def _signatures(charter: Any) -> Iterator[Problem]:
    for party in charter.party:
        if party.signed_on is None:
            for field in ("signatory", "place", "council_decision"):
                if getattr(party, field):
                    says = _("there is no signature without signed_on, the day of it")
                    yield Problem("party", party.index, field, says)
            continue
        for field in ("signatory", "place"):
            if not getattr(party, field):
                says = _("a signature names who signed (signatory) and where (place)")
                yield Problem("party", party.index, "signed_on", says)
                break
        until = charter.agreement.until if charter.agreement else None
        if until is not None and party.signed_on >= until:
            yield Problem("party", party.index, "signed_on", _("the agreement had run out by then"))


def _offices(charter: Any) -> Iterator[Problem]:
    numbers = charter.known("party", "number") | charter.known("organisation", "number")
    for office in charter.office:
        yield from unknown("office", office, "organisation", office.organisation, numbers, _("party or organisation"))
        yield from unknown("office", office, "body", office.body, charter.known("body"), _("body"))
    yield from no_clause(charter, "office", charter.office)


def found(founding: Founding) -> None:
    """Write organisations, groups, offices, invitations and signatures."""
    write_parties(charter=founding.charter, agreement=founding.agreement, basis=founding.basis, made=founding.made)


def stands() -> dict[str, dict[str, Any]]:
    """Return the groups, organisations and offices that are here."""
    return {
        "group": {row.key: row for row in here.Group.objects.all()},
        "organisation": {row.number: row for row in here.Organisation.objects.all()},
        "office": {str(row.key): row for row in here.Office.objects.exclude(key=None)},
    }


def counts(charter: Any) -> list[tuple[Any, int]]:
    """Tell how many of each."""
    return [
        (_("municipalities that the agreement is open to"), len(charter.party)),
        (_("signatures"), sum(party.signed_on is not None for party in charter.party)),
        (_("other organisations"), len(charter.organisation)),
        (_("groups of municipalities"), len(charter.group)),
        (_("offices"), len(charter.office) + 2 * len(charter.party)),
    ]


SECTION = Section(
    name="parties",
    models={
        "group": list[Group],
        "party": list[Party],
        "organisation": list[Organisation],
        "office": list[Office],
    },
    problems=problems,
    found=found,
    counts=counts,
    order=20,
    stands=stands,
)
