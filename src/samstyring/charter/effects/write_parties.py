"""Those whom the agreement is open to, those who have signed it, and their offices."""

from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties import effects as parties
from samstyring.parties.models import Organisation

from ..models import Agreement, Invitation
from .write_accession import write_accession


@effect
def write_parties(*, charter: Any, agreement: Agreement, basis: Basis, made: dict[str, Any]) -> None:
    """Write groups, organisations, offices, invitations and signatures as the file has them.

    `made` gets "group", "organisation" and "office", each by key or number, for the sections that come after.
    """
    groups = made.get("group", {}) | parties.write_groups(
        groups=[(row.kind, row.key, row.name, row.note) for row in charter.group], basis=basis
    )
    organisations = {row.number: _party(row, groups, agreement, basis) for row in charter.party}
    for row in charter.party:
        if row.signed_on is not None:
            write_accession(
                agreement=agreement,
                organisation=organisations[row.number],
                signed_on=row.signed_on,
                signatory=row.signatory,
                place=row.place,
                council_decision=row.council_decision,
                basis=_signature(organisations[row.number], row),
            )
    for row in charter.organisation:
        organisations[row.number] = parties.write_organisation(
            number=row.number,
            name=row.name,
            kind=row.kind,
            written_standard=row.written_standard,
            note=row.note,
            basis=basis,
            on=agreement.term_from,
        )
    made["group"] = groups
    made["organisation"] = made.get("organisation", {}) | organisations
    made["office"] = made.get("office", {}) | _offices(charter, made["organisation"], basis)


def _party(row: Any, groups: dict[str, Any], agreement: Agreement, basis: Basis) -> Organisation:
    organisation = parties.write_organisation(
        number=row.number,
        name=row.name,
        kind=Organisation.Kind.MUNICIPALITY,
        municipality_number=row.municipality_number or "",
        written_standard=row.written_standard,
        note=row.note,
        population=[(population.date, population.number) for population in row.population],
        groups=[groups[key] for key in (*row.districts, *row.it_operators)],
        basis=basis,
        on=agreement.term_from,
    )
    Invitation.objects.create(agreement=agreement, organisation=organisation)
    write_offices_of(organisation=organisation, basis=basis)
    return organisation


@effect
def write_offices_of(*, organisation: Organisation, basis: Basis) -> None:
    """Write the two offices that every party has."""
    for role, title in (
        ("chief_executive", _("Chief executive of %(municipality)s")),
        ("contact", _("Contact person in %(municipality)s")),
    ):
        parties.write_office(
            role=role, title=title % {"municipality": organisation.name}, organisation=organisation, basis=basis
        )


def _signature(organisation: Organisation, row: Any) -> Basis:
    label = _("signature, %(party)s") % {"party": organisation.name}
    return Basis.objects.create(kind=Basis.Kind.SIGNATURE, label=label, dated=row.signed_on)


def _offices(charter: Any, organisations: dict[str, Organisation], basis: Basis) -> dict[str, Any]:
    return {
        row.key: parties.write_office(
            key=row.key,
            role=row.role,
            title=row.title,
            organisation=organisations.get(row.organisation),
            appointed_by=row.appointed_by,
            how=row.how,
            may_designate=row.may_designate,
            clause=row.clause,
            basis=basis,
        )
        for row in charter.office
    }
