"""Who is a party to the agreement, and who is connected to which scheme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.errors import NotThere
from samstyring.kernel.keeping import lasting
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered
from samstyring.parties.models import Organisation
from samstyring.parties.queries import merged_into, populations_of

from ..models import Accession, Agreement, Invitation, Scheme, SchemeConnection
from ..rules import size_group_of
from .editions import agreement_on, clause_checked_by, edition_on, every_edition, said_in


@dataclass(frozen=True)
class Connected:
    """A financing scheme by name and clause, a municipality's connection to it if it has one, and those before and after."""

    name: str
    clause: str
    connection: SchemeConnection | None
    others: Sequence[SchemeConnection]


@dataclass(frozen=True)
class Standing:
    """How a municipality stands to the agreement on a day. `accession` may begin later, or have ended."""

    agreement: Agreement
    invited: bool
    accession: Accession | None
    is_party: bool
    size_group: str
    schemes: Sequence[Connected]
    clause: str


@dataclass(frozen=True)
class Parties:
    """How all stand to the agreement on a day, by organisation: signature, and the schemes each is connected to."""

    invited: set[UUID]
    accessions: dict[UUID, Accession]
    left: dict[UUID, Accession]
    schemes: list[Scheme]
    connected: dict[UUID, set[UUID]]


def parties_on(on: date) -> Parties:
    """Return how all stand to the agreement on a day. Five SQL statements."""
    agreement = agreement_on(on)
    connected: dict[UUID, set[UUID]] = {}
    for organisation, found in SchemeConnection.objects.on(on).values_list("organisation_id", "scheme_id"):
        connected.setdefault(organisation, set()).add(found)
    periods = Accession.objects.filter(agreement=agreement, from_date__lte=on).order_by("from_date")
    begun = list(
        periods.select_related("continues").only("organisation_id", "from_date", "until", "continues__from_date")
    )
    held = {row.organisation_id: row for row in begun if row.holds_on(on)}
    return Parties(
        invited=set(Invitation.objects.filter(agreement=agreement).values_list("organisation_id", flat=True)),
        accessions=held,
        left={row.organisation_id: row for row in begun if row.organisation_id not in held},
        schemes=schemes(),
        connected=connected,
    )


def is_party(organisation: Organisation, on: date) -> bool:
    """Tell whether a municipality is a party on a day (SI-1)."""
    return Accession.objects.on(on).filter(agreement=agreement_on(on), organisation=organisation).exists()


def has_left(organisation: Organisation, on: date) -> bool:
    """Tell whether a municipality was a party and no longer is one on a day. One that never was has not left."""
    held = Accession.objects.filter(agreement=agreement_on(on), organisation=organisation, from_date__lte=on)
    periods = list(held.values_list("from_date", "until"))
    return bool(periods) and all(until is not None and until <= on for _start, until in periods)


@remembered
def gone_on(on: date) -> dict[UUID, date]:
    """Return the municipalities that were parties and are not on a day, each with the first day on which it was not.

    One that was merged into a party is not among them: the other has its place, and answers for it. At most two SQL
    statements, besides the agreement.
    """
    periods = list(
        Accession.objects.filter(agreement=agreement_on(on), from_date__lte=on).only(
            "organisation_id", "from_date", "until", "continues_id"
        )
    )
    carried = {row.continues_id for row in periods}
    there = {row.organisation_id for row in periods if row.holds_on(on) or row.pk in carried}
    gone = {row.organisation_id: row.until for row in periods if row.until and row.organisation_id not in there}
    merged = {key for keys in merged_into(there, on).values() for key in keys} if gone else set()
    return {key: until for key, until in gone.items() if key not in merged}


def clause_of_signatures(agreement: Agreement) -> str:
    """Return the clause under which the agreement is signed, "" where it names none."""
    editions = [edition for edition in every_edition() if edition.agreement_id == agreement.pk]
    return clause_checked_by("charter.signatures", editions[-1]) if editions else ""


def invited_to(agreement: Agreement) -> list[Organisation]:
    """Return those that the agreement is open to, by name."""
    rows = Invitation.objects.filter(agreement=agreement).select_related("organisation")
    return [row.organisation for row in rows.order_by("organisation__sort_key")]


def schemes() -> list[Scheme]:
    """Return the financing schemes that the agreement names."""
    return list(Scheme.objects.order_by("name"))


@lasting
def scheme(key: str) -> Scheme:
    """Return a financing scheme. Raises NotThere."""
    found = Scheme.objects.filter(key=key).first()
    if found is None:
        raise NotThere
    return found


def not_connected(scheme: Scheme, on: date) -> QuerySet[Organisation]:
    """Return those that the agreement is open to and that are not connected on a day, by name."""
    connected = SchemeConnection.objects.on(on).filter(scheme=scheme).values("organisation_id")
    invited = Invitation.objects.filter(agreement=agreement_on(on)).values("organisation_id")
    return Organisation.objects.filter(pk__in=invited).exclude(pk__in=connected).order_by("sort_key")


def standing(organisation: Organisation, on: date) -> Standing:
    """Return how an organisation stands to the agreement on a day. At most five SQL statements."""
    edition = edition_on(on)
    agreement, charter = edition.agreement, said_in(edition)
    periods = _accessions_of(organisation.pk, agreement.pk)
    accession = next((row for row in periods if row.holds_on(on)), periods[0] if periods else None)
    connections = _connections_of(organisation.pk)
    newest = next(iter(populations_of(organisation.pk, on)), None)
    return Standing(
        agreement=agreement,
        invited=accession is not None
        or Invitation.objects.filter(agreement=agreement, organisation=organisation).exists(),
        accession=accession,
        is_party=accession is not None and accession.holds_on(on),
        size_group=size_group_of(newest.number, charter.get("size_group", [])) if newest else "",
        schemes=[
            _connected(row, [each for each in connections if each.scheme.key == row["key"]], on)
            for row in charter.get("scheme", [])
        ],
        clause=clause_checked_by("charter.signatures", edition),
    )


@Prepared
def _accessions_of(organisation: UUID, agreement: UUID) -> "QuerySet[Accession]":
    rows = Accession.objects.filter(agreement_id=agreement, organisation_id=organisation)
    found: QuerySet[Accession] = rows.select_related("begun_by", "signed_file__file", "continues")
    return found.order_by("-from_date")


@Prepared
def _connections_of(organisation: UUID) -> "QuerySet[SchemeConnection]":
    rows = SchemeConnection.objects.filter(organisation_id=organisation).order_by("from_date")
    found: QuerySet[SchemeConnection] = rows.select_related("begun_by", "ended_by", "scheme")
    return found


def _connected(scheme: Mapping[str, Any], rows: Sequence[SchemeConnection], on: date) -> Connected:
    now = next((row for row in rows if row.holds_on(on)), None)
    return Connected(scheme["name"], scheme["clause"], now, [row for row in rows if row is not now])


def scheme_connection(pk: UUID) -> SchemeConnection:
    """Return a municipality's connection to a scheme. Raises NotThere."""
    found: SchemeConnection | None = (
        SchemeConnection.objects.select_related("scheme", "organisation").filter(pk=pk).first()
    )
    if found is None:
        raise NotThere
    return found
