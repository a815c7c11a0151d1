"""What the agreement says that the portfolio needs: the project model, the purposes, who it is open to."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from samstyring.charter import queries as charter
from samstyring.charter.models import Accession, Invitation
from samstyring.kernel.keeping import lasting
from samstyring.kernel.reading import remembered
from samstyring.parties.models import Organisation

from ..project_models import ProjectModel, from_plain
from ..said import Clauses, Purpose, Said


@remembered
def said_of_projects(on: date) -> Said:
    """Return what the agreement says of projects on a day. One SQL statement."""
    edition = charter.edition_on(on)
    said = charter.said_in(edition)
    return Said(
        model=from_plain(said.get("project_model") or {}),
        purposes=tuple(Purpose(row["key"], row["clause"], row["name"]) for row in said.get("purpose", ())),
        clauses=clauses_in(said),
        on=on,
        term_from=edition.agreement.term_from,
        until=edition.until,
    )


CHECKS = {
    "purposes": "portfolio.measures_name_purposes",
    "owner": "portfolio.execution_has_owner",
    "led": "portfolio.execution_led_by_one_party",
    "signature": "charter.signatures",
    "term": "charter.term",
    "tolerances": "portfolio.mandates_set_tolerances",
}
MATTERS = {
    "enter": "portfolio.enter_portfolio",
    "start": "portfolio.start_project",
    "stop": "portfolio.stop_project",
    "hand_over": "portfolio.hand_over_project",
    "mandate": "portfolio.adopt_mandate",
    "budget": "finance.adopt_budget",
    "funding": "finance.adopt_funding_plan",
    "point": "portfolio.pass_decision_point",
    "baseline": "portfolio.adopt_baseline",
    "risk": "portfolio.accept_risk",
    "ranking": "portfolio.adopt_ranking",
    "criteria": "portfolio.adopt_criteria",
}


def clauses_in(said: Mapping[str, Any]) -> Clauses:
    """Return which clause says what of projects, from a charter as plain data."""
    checks = {row["check"]: row["clause"] for row in said.get("obligation", ())}
    matters = {row["matter"]: row["clause"] for row in said.get("authority", ())}
    rules = {row["key"]: row.get("source", "") for row in said.get("rule", ()) if row.get("value") is not None}
    delegated = [row["clause"] for row in said.get("procedure", ()) if row["kind"] == "delegated"]
    return Clauses(
        **{name: checks.get(check, "") for name, check in CHECKS.items()},
        **{name: matters.get(matter, "") for name, matter in MATTERS.items()},
        anchoring=rules.get("participants_must_accept", "").removeprefix("agreement:"),
        delegation=delegated[0] if delegated else "",
    )


def clauses_on(on: date) -> Clauses:
    """Return which clause says what of projects on a day. One SQL statement."""
    return said_of_projects(on).clauses


def project_model(on: date) -> ProjectModel:
    """Return the project model of the agreement on a day; one without phases where it names none."""
    return said_of_projects(on).model


def purposes_on(on: date) -> tuple[Purpose, ...]:
    """Return the purposes of the agreement that a measure can serve (GP-1), in the agreement's order."""
    return said_of_projects(on).purposes


@lasting
def invited_ids(on: date) -> set[UUID]:
    """Return the organisations that the agreement is open to: named in it, or party to it (BG-1)."""
    agreement = charter.agreement_on(on)
    named = Invitation.objects.filter(agreement=agreement).values_list("organisation_id", flat=True)
    return set(named) | signed_ids(on)


@lasting
def signed_ids(on: date) -> set[UUID]:
    """Return the parties on a day: a party takes part from its signature on (SI-1)."""
    return set(Accession.objects.on(on).values_list("organisation_id", flat=True))


@remembered
def parties_to_choose(on: date) -> Sequence[tuple[Organisation, bool]]:
    """Return the organisations that can be asked to own or take part, by name, each with whether it has signed."""
    signed = signed_ids(on)
    organisations = Organisation.objects.filter(pk__in=invited_ids(on)).order_by("sort_key")
    return tuple((organisation, organisation.pk in signed) for organisation in organisations)
