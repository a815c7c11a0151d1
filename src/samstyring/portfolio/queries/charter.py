"""What the agreement says that the portfolio needs: the project model, the purposes, who it is open to."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from samstyring.charter import queries as charter
from samstyring.charter.models import Accession, Invitation
from samstyring.parties.models import Organisation

from ..phases import Phase, Point, ProjectModel, Purpose, Said


def said_of_projects(on: date) -> Said:
    """Return what the agreement says of projects on a day. One SQL statement."""
    edition = charter.edition_on(on)
    said = charter.said_in(edition)
    model = said.get("project_model") or {}
    return Said(
        model=ProjectModel(
            name=model.get("name", ""),
            phases=tuple(Phase(phase["key"], phase["name"]) for phase in model.get("phase", ())),
            points=tuple(
                Point(
                    point["key"], point["name"], point.get("from", ""), point["to"], tuple(point.get("documents", ()))
                )
                for point in model.get("decision_point", ())
            ),
        ),
        purposes=tuple(Purpose(row["key"], row["clause"], row["name"]) for row in said.get("purpose", ())),
        on=on,
        term_from=edition.agreement.term_from,
        until=edition.agreement.until,
    )


def project_model(on: date) -> ProjectModel:
    """Return the project model of the agreement on a day; one without phases where it names none."""
    return said_of_projects(on).model


def purposes_on(on: date) -> tuple[Purpose, ...]:
    """Return the purposes of the agreement that a measure can serve (GP-1), in the agreement's order."""
    return said_of_projects(on).purposes


def invited_ids(on: date) -> set[UUID]:
    """Return the organisations that the agreement is open to: named in it, or party to it (BG-1)."""
    agreement = charter.agreement_on(on)
    named = Invitation.objects.filter(agreement=agreement).values_list("organisation_id", flat=True)
    return set(named) | signed_ids(on)


def signed_ids(on: date) -> set[UUID]:
    """Return the parties on a day: a party takes part from its signature on (SI-1)."""
    return set(Accession.objects.on(on).values_list("organisation_id", flat=True))


def parties_to_choose(on: date) -> Sequence[tuple[Organisation, bool]]:
    """Return the organisations that can be asked to own or take part, by name, each with whether it has signed."""
    signed = signed_ids(on)
    organisations = Organisation.objects.filter(pk__in=invited_ids(on)).order_by("sort_key")
    return [(organisation, organisation.pk in signed) for organisation in organisations]
