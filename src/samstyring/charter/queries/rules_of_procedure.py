"""Which rules of procedure hold for a body on a day, and where each comes from."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Subquery

from samstyring.kernel.keeping import lasting
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered

from ..models import AdoptedRule, Rule, RulesOfProcedure
from ..rules import Ruled
from .editions import edition_among, edition_on, every_edition


def charter_rules(on: date, body_key: str = "") -> dict[str, Ruled]:
    """Return the rules that the charter gives a body on a day, by key (without a body: all that it gives).

    One that it gives other bodies alone is not regulated for this one.
    """
    rules = _rules_in(edition_on(on).pk)
    return {key: _for_body(ruled, bodies, body_key) for key, (ruled, bodies) in rules.items()}


def _for_body(ruled: Ruled, bodies: Sequence[str], body_key: str) -> Ruled:
    """Return a rule of the charter as it binds a body: not regulated where it binds others alone."""
    return ruled if not body_key or not bodies or body_key in bodies else Ruled(ruled.key, None, "not_regulated")


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
    for rule in _adopted_on(on, body_key):
        given = rules.get(rule.key)
        if given is None or not given.fixed:
            rules[rule.key] = _adopted(rule, body_key)
    return rules


@Prepared
def _adopted_on(on: date, body_key: str) -> "QuerySet[AdoptedRule]":
    version = RulesOfProcedure.objects.in_force(on).filter(body_key=body_key).values("pk")[:1]
    return AdoptedRule.objects.filter(version=Subquery(version)).select_related("version__basis")


def _adopted(rule: AdoptedRule, body_key: str) -> Ruled:
    source = "not_regulated" if rule.value is None else f"rules_of_procedure:{body_key}"
    return Ruled(rule.key, rule.value, source, rule.text, rule.version.basis)


def rule_on(key: str, on: date, body_key: str = "") -> Ruled:
    """Return one rule of procedure as it holds for a body on a day; one that nobody wrote is not regulated."""
    return rules_on(on, body_key).get(key, Ruled(key, None, "not_regulated"))


def rule_on_each(key: str, asked: Iterable[tuple[date, str]]) -> dict[tuple[date, str], Ruled]:
    """Return one rule as `rule_on` does, for many days and bodies at once. Four SQL statements at first, then none."""
    asked = set(asked)
    if not asked:
        return {}
    editions = every_edition()
    given, adopted = _wordings(key)
    versions = _versions(max(on for on, _body in asked))
    found = {}
    for on, body_key in asked:
        row = given.get(edition_among(editions, on).pk)
        ruled = Ruled(key, None, "not_regulated")
        if row is not None:
            ruled = _for_body(Ruled(key, row.value, row.source, row.text), row.bodies, body_key)
        newest = next((each for each in versions if each.body_key == body_key and each.in_force_from <= on), None)
        own = adopted.get(newest.pk) if newest is not None else None
        found[on, body_key] = _adopted(own, body_key) if own is not None and not ruled.fixed else ruled
    return found


def values_of(key: str) -> list[Any]:
    """Return every value that a rule has ever had, for any body. Two SQL statements at first, then none."""
    given, adopted = _wordings(key)
    return [*(row.value for row in given.values()), *(row.value for row in adopted.values())]


@lasting
def _wordings(key: str) -> tuple[dict[UUID, Rule], dict[UUID, AdoptedRule]]:
    """Return a rule by the edition of the charter that gives it, and by the version that a body has adopted."""
    given = {row.edition_id: row for row in Rule.objects.filter(key=key)}
    adopted = AdoptedRule.objects.filter(key=key).select_related("version__basis")
    return given, {row.version_id: row for row in adopted}


@lasting
def _versions(until: date) -> list[Any]:
    return list(RulesOfProcedure.objects.in_force(until))


def adopted_rules(body_key: str) -> Sequence[RulesOfProcedure]:
    """Return every version that a body has adopted, the newest first, with its rules. Two SQL statements."""
    versions = RulesOfProcedure.objects.filter(body_key=body_key, state=RulesOfProcedure.State.ADOPTED)
    return list(versions.select_related("basis").prefetch_related("rules").order_by("-in_force_from", "-number"))
