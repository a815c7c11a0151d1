"""Who is a party to the agreement, and who is connected to which scheme."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.errors import NotThere
from samstyring.parties.models import Organisation

from ..models import Accession, Agreement, Invitation, Scheme, SchemeConnection, SizeGroup
from ..rules import size_group_of
from .editions import agreement_on, clause_checked_by, edition_on


@dataclass(frozen=True)
class Standing:
    """How a municipality stands to the agreement on a day. `accession` may begin later, or have ended."""

    agreement: Agreement
    invited: bool
    accession: Accession | None
    is_party: bool
    size_group: SizeGroup | None
    schemes: list[tuple[Scheme, SchemeConnection | None]]
    clause: str


def accessions_on(on: date) -> dict[UUID, Accession]:
    """Return the signatures that hold on a day, by organisation."""
    rows = Accession.objects.on(on).filter(agreement=agreement_on(on))
    return {row.organisation_id: row for row in rows}


def is_party(organisation: Organisation, on: date) -> bool:
    """Tell whether a municipality is a party on a day (SI-1)."""
    return Accession.objects.on(on).filter(agreement=agreement_on(on), organisation=organisation).exists()


def invited_to(agreement: Agreement) -> list[Organisation]:
    """Return those that the agreement is open to, by name."""
    rows = Invitation.objects.filter(agreement=agreement).select_related("organisation")
    return [row.organisation for row in rows.order_by("organisation__sort_key")]


def schemes() -> list[Scheme]:
    """Return the financing schemes that the agreement names."""
    return list(Scheme.objects.order_by("name"))


def scheme(key: str) -> Scheme:
    """Return a financing scheme. Raises NotThere."""
    found = Scheme.objects.filter(key=key).first()
    if found is None:
        raise NotThere
    return found


def connected_on(on: date) -> dict[UUID, set[UUID]]:
    """Return which schemes each organisation is connected to on a day: organisation -> schemes."""
    connected: dict[UUID, set[UUID]] = {}
    for organisation, found in SchemeConnection.objects.on(on).values_list("organisation_id", "scheme_id"):
        connected.setdefault(organisation, set()).add(found)
    return connected


def not_connected(scheme: Scheme, on: date) -> QuerySet[Organisation]:
    """Return those that the agreement is open to and that are not connected on a day, by name."""
    connected = SchemeConnection.objects.on(on).filter(scheme=scheme).values("organisation_id")
    invited = Invitation.objects.filter(agreement=agreement_on(on)).values("organisation_id")
    return Organisation.objects.filter(pk__in=invited).exclude(pk__in=connected).order_by("sort_key")


def standing(organisation: Organisation, on: date) -> Standing:
    """Return how an organisation stands to the agreement on a day."""
    agreement = agreement_on(on)
    accession = (
        Accession.objects.filter(agreement=agreement, organisation=organisation)
        .select_related("begun_by", "signed_file__file")
        .order_by("-from_date")
        .first()
    )
    connections = {
        row.scheme_id: row
        for row in SchemeConnection.objects.on(on).filter(organisation=organisation).select_related("begun_by")
    }
    newest = organisation.populations.filter(date__lte=on).order_by("-date").first()
    groups = list(SizeGroup.objects.filter(edition=edition_on(on)))
    return Standing(
        agreement=agreement,
        invited=Invitation.objects.filter(agreement=agreement, organisation=organisation).exists(),
        accession=accession,
        is_party=accession is not None and accession.holds_on(on),
        size_group=size_group_of(newest.number, groups) if newest else None,
        schemes=[(row, connections.get(row.pk)) for row in schemes()],
        clause=clause_checked_by("charter.signatures", agreement),
    )
