"""Which rules of procedure hold for a body on a day, and where each comes from."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Subquery

from samstyring.kernel.keeping import lasting
from samstyring.kernel.reading import remembered

from ..models import AdoptedRule, Rule, RulesOfProcedure
from ..rules import Ruled
from .editions import edition_on


def charter_rules(on: date, body_key: str = "") -> dict[str, Ruled]:
    """Return the rules that the charter gives a body on a day, by key (without a body: all that it gives).

    One that it gives other bodies alone is not regulated for this one.
    """
    rules = _rules_in(edition_on(on).pk)
    return {
        key: ruled if not body_key or not bodies or body_key in bodies else Ruled(key, None, "not_regulated")
        for key, (ruled, bodies) in rules.items()
    }


@lasting
def _rules_in(edition: UUID) -> dict[str, tuple[Ruled, list[str]]]:
    return {
        rule.key: (Ruled(rule.key, rule.value, rule.source, rule.text), rule.bodies)
        for rule in Rule.objects.filter(edition=edition)
    }


@remembered
def rules_on(on: date, body_key: str = "") -> dict[str, Ruled]:
    """Return all rules of procedure that hold for a body on a day, by key (without a body: those of the charter).

    What the body has adopted goes before the practice that the charter notes, and never before what the agreement or
    a statute says. One SQL statement more than the charter's.
    """
    rules = charter_rules(on, body_key)
    if not body_key:
        return rules
    version = RulesOfProcedure.objects.in_force(on).filter(body_key=body_key).values("pk")[:1]
    for rule in AdoptedRule.objects.filter(version=Subquery(version)).select_related("version__basis"):
        given = rules.get(rule.key)
        if given is None or not given.fixed:
            source = "not_regulated" if rule.value is None else f"rules_of_procedure:{body_key}"
            rules[rule.key] = Ruled(rule.key, rule.value, source, rule.text, rule.version.basis)
    return rules


def rule_on(key: str, on: date, body_key: str = "") -> Ruled:
    """Return one rule of procedure as it holds for a body on a day; one that nobody wrote is not regulated."""
    return rules_on(on, body_key).get(key, Ruled(key, None, "not_regulated"))


def adopted_rules(body_key: str) -> Sequence[RulesOfProcedure]:
    """Return every version that a body has adopted, the newest first, with its rules. Two SQL statements."""
    versions = RulesOfProcedure.objects.filter(body_key=body_key, state=RulesOfProcedure.State.ADOPTED)
    return list(versions.select_related("basis").prefetch_related("rules").order_by("-in_force_from", "-number"))
