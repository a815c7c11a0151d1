"""What can be asked of the agreement."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from samstyring.kernel import clock
from samstyring.kernel.models import Installation

from .errors import NotFounded, OtherBodyDecides
from .models import Agreement, Authority, Cooperation, Edition, Power, Rule
from .rules import Ruled, Term


def is_founded() -> bool:
    """Tell whether a co-operation has been founded here."""
    return Cooperation.objects.exists()


def cooperation() -> Cooperation:
    """Return the co-operation. Raises NotFounded."""
    found = Cooperation.objects.first()
    if found is None:
        raise NotFounded
    return found


def installation_mode() -> str | None:
    """Return "demo", "real", or None before founding."""
    return Installation.objects.values_list("mode", flat=True).first()


def agreement_on(on: date) -> Agreement:
    """Return the agreement that holds on a day, or the last one before it (the first one if the day is earlier)."""
    agreements = list(Agreement.objects.order_by("term_from"))
    if not agreements:
        raise NotFounded
    begun = [agreement for agreement in agreements if agreement.term_from <= on]
    return begun[-1] if begun else agreements[0]


def term_on(on: date) -> Term:
    """Return the agreement's term seen from a day (VA-1)."""
    agreement = agreement_on(on)
    return Term(on, agreement.term_from, agreement.until, agreement.title)


def edition_on(on: date) -> Edition:
    """Return the edition of the agreement's text that holds on a day (or the nearest there is)."""
    editions = list(Edition.objects.select_related("agreement", "basis").order_by("in_force_from", "number"))
    if not editions:
        raise NotFounded
    begun = [edition for edition in editions if edition.in_force_from <= on]
    return begun[-1] if begun else editions[0]


@dataclass(frozen=True)
class WhoDecides:
    """Who decides a matter: body, procedure, and the clauses that say so."""

    matter: str
    body_key: str
    procedure: str
    procedure_kind: str
    clause_of_authority: str
    clause_of_procedure: str
    parameters: Mapping[str, object]
    edition: Edition


def who_decides(matter: str, on: date) -> list[WhoDecides]:
    """Return every body that the charter lets decide a matter on a day."""
    edition = edition_on(on)
    rows = Authority.objects.filter(edition=edition, matter=matter).select_related("procedure")
    return [
        WhoDecides(
            matter,
            row.body_key,
            row.procedure.key,
            row.procedure.kind,
            row.clause,
            row.procedure.clause,
            row.procedure.parameters,
            edition,
        )
        for row in rows
    ]


def authority(matter: str, body_key: str, on: date) -> WhoDecides:
    """Return the authority of a body over a matter. Raises OtherBodyDecides with the clause that says who has it."""
    from django.utils.translation import gettext as _

    deciders = who_decides(matter, on)
    for decider in deciders:
        if decider.body_key == body_key:
            return decider
    if deciders:
        raise OtherBodyDecides(
            _("This is for another body to decide: %(bodies)s.")
            % {"bodies": ", ".join(decider.body_key for decider in deciders)},
            clause=deciders[0].clause_of_authority,
        )
    raise OtherBodyDecides(_("The agreement gives no body the authority to decide this."))


def rules_on(on: date) -> dict[str, Ruled]:
    """Return all rules of procedure that hold on a day, by key."""
    return {
        rule.key: Ruled(rule.key, rule.value, rule.source, rule.text)
        for rule in Rule.objects.filter(edition=edition_on(on))
    }


def rule_on(key: str, on: date) -> Ruled:
    """Return one rule of procedure; one that nobody wrote is not regulated."""
    return rules_on(on).get(key, Ruled(key, None, "not_regulated"))


def powers_on(on: date) -> dict[str, dict[str, str]]:
    """Return what each role may do on a day: act -> role -> source."""
    powers: dict[str, dict[str, str]] = {}
    edition = Edition.objects.filter(in_force_from__lte=on).order_by("-in_force_from", "-number").first()
    edition = edition or Edition.objects.order_by("in_force_from", "number").first()
    for act, role, source in Power.objects.filter(edition=edition).values_list("act", "role", "source"):
        powers.setdefault(act, {})[role] = source
    return powers


def today_term() -> Term:
    """Return the term seen from today by the installation's clock."""
    return term_on(clock.today())


def said(section: str, on: date) -> Any:
    """Return what the charter file says under a top-level key on a day, as plain data; None where it says nothing."""
    return _parsed(edition_on(on).sha256).get(section)


@lru_cache(maxsize=8)
def _parsed(sha256: str) -> dict[str, Any]:
    source = Edition.objects.filter(sha256=sha256).values_list("source", flat=True)[0]
    return tomllib.loads(source)
