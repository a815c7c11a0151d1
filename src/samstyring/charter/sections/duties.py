"""Rules of procedure, obligations, and the financing schemes that the parties are to be connected to."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from samstyring.ui import formats

from .. import models
from ..effects.write_duties import write_duties, write_schemes
from ..registry import Founding, Item, Problem, Section, checks, rule_kinds
from ..registry.shared import Key, Line, Ref, no_clause, no_source, twice
from ..rules import rule_words

NOT_MEASURABLE = "charter.not_measurable"


class Rule(Item):
    """[[rule]]: a rule of procedure with its source. Without a value it is not regulated, and not checked."""

    key: Key
    value: int | bool | str | None = None
    source: str = Field(max_length=80)
    text: str = ""
    bodies: list[Key] = []


class Obligation(Item):
    """[[obligation]]: a duty under the agreement, and the check that tells whether it is lived."""

    id: Key
    clause: Ref
    heading: Line
    kind: Literal["standing", "recurring", "by_date", "window"]
    check: str = Field(max_length=80)
    params: dict[str, Any] = {}
    duty_of: str = Field(max_length=60)
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None


class Scheme(Item):
    """[[scheme]]: a national financing scheme that the parties are to be connected to."""

    key: Key
    name: Line
    clause: Ref


def problems(charter: Any) -> Sequence[Problem]:
    """Find rules without a source, obligations without a check, and duties of nobody."""
    return [*_rules(charter), *_obligations(charter), *_schemes(charter)]


def _rules(charter: Any) -> Iterator[Problem]:
    yield from twice("rule", charter.rule, "key")
    for rule in charter.rule:
        yield from no_source(charter, "rule", rule, rule.source)
        if (rule.value is None) != (rule.source == "not_regulated"):
            says = _("a rule has a value and a source that gives it, or no value and the source not_regulated")
            yield Problem("rule", rule.index, "source", says)
        for place, body in enumerate(rule.bodies):
            if body not in charter.known("body"):
                says = _("there is no %(what)s called %(name)s in this file") % {"what": "body", "name": body}
                yield Problem("rule", rule.index, f"bodies.{place}", says)
        kind = rule_kinds.get(rule.key)
        if kind is not None and rule.value is not None and not kind.fits(rule.value):
            yield Problem("rule", rule.index, "value", _("the rule %(rule)s does not take this") % {"rule": rule.key})


def _obligations(charter: Any) -> Iterator[Problem]:
    yield from twice("obligation", charter.obligation, "id")
    yield from no_clause(charter, "obligation", charter.obligation)
    someone = charter.known("office") | charter.known("body") | {"parties", "not_regulated"}
    someone |= {f"party:{number}" for number in charter.known("party", "number")}
    for obligation in charter.obligation:
        if obligation.check not in checks:
            says = _("there is no check called %(name)s") % {"name": obligation.check}
            yield Problem("obligation", obligation.index, "check", says)
        if obligation.duty_of not in someone:
            says = _("say whose duty: the key of an office or a body, parties, party:NUMBER, or not_regulated")
            yield Problem("obligation", obligation.index, "duty_of", says)
        yield from _dates(obligation)
        yield from _parameters(charter, obligation)


def _dates(obligation: Obligation) -> Iterator[Problem]:
    if obligation.kind in ("by_date", "window") and obligation.until is None:
        yield Problem("obligation", obligation.index, "kind", _("say until when (until)"))
    if obligation.kind == "window" and obligation.from_ is None:
        yield Problem("obligation", obligation.index, "kind", _("say from when (from)"))
    if obligation.from_ and obligation.until and obligation.until <= obligation.from_:
        yield Problem("obligation", obligation.index, "until", _("it ends before it begins"))


def _parameters(charter: Any, obligation: Obligation) -> Iterator[Problem]:
    """Hold the parameters that name something else in the file, and ask why a duty cannot be measured."""
    if obligation.check == NOT_MEASURABLE and not str(obligation.params.get("because", "")).strip():
        yield Problem("obligation", obligation.index, "params.because", _("say why it cannot be measured (because)"))
    days = obligation.params.get("remind_days", 1)
    if not isinstance(days, int) or isinstance(days, bool) or days < 1:
        yield Problem("obligation", obligation.index, "params.remind_days", _("a whole number of days above nought"))
    for name in ("body", "office", "annex", "scheme"):
        given = obligation.params.get(name)
        if given is not None and given not in charter.known(name):
            says = _("there is no %(what)s called %(name)s in this file") % {"what": name, "name": given}
            yield Problem("obligation", obligation.index, f"params.{name}", says)


def _schemes(charter: Any) -> Iterator[Problem]:
    yield from twice("scheme", charter.scheme, "key")
    yield from no_clause(charter, "scheme", charter.scheme)


def found(founding: Founding) -> None:
    """Write rules, obligations and schemes."""
    write_duties(charter=founding.charter, edition=founding.edition, basis=founding.basis)
    write_schemes(charter=founding.charter, basis=founding.basis)


def stands() -> dict[str, dict[str, Any]]:
    """Return the schemes that are here."""
    return {"scheme": {row.key: row for row in models.Scheme.objects.all()}}


def counts(charter: Any) -> list[tuple[Any, int]]:
    """Tell how many of each."""
    return [
        (_("rules in the rules of procedure"), len(charter.rule)),
        (_("obligations"), len(charter.obligation)),
        (_("financing schemes"), len(charter.scheme)),
    ]


def remarks(charter: Any) -> list[str]:
    """Tell what the agreement leaves open: it is shown as such, and nothing is checked."""
    silent = [rule_words(rule.key) for rule in charter.rule if rule.source == "not_regulated"]
    if not silent:
        return []
    names = formats.sentence(f"{name[:1].lower()}{name[1:]}" for name in silent)
    return [_("The agreement does not regulate: %(rules)s. Nothing is checked there.") % {"rules": names}]


SECTION = Section(
    name="duties",
    models={"rule": list[Rule], "obligation": list[Obligation], "scheme": list[Scheme]},
    problems=problems,
    found=found,
    counts=counts,
    order=50,
    remarks=remarks,
    stands=stands,
)
