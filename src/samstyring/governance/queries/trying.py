"""What would have come of past decisions under another charter file: who decides, how, and with how many present."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samstyring.charter import queries as charter
from samstyring.charter.errors import CharterHasErrors
from samstyring.charter.founding import Difference, plain
from samstyring.charter.queries import DutyTried, differing, successors
from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere

from ..models import Decision, Proposal, RoundSeat
from ..rules.room import Tally
from ..rules.trying import OtherRules, Outcome, Tried, tried
from .decisions import visible_to
from .standing import last_positions, stand

SUCCESSOR = "successor"
"""The name of the agreement that is being prepared, among what is offered to be tried."""
OUTCOME_WORDS: Mapping[Outcome, Any] = {
    "otherwise": _("Would have gone another way"),
    "procedure": _("The same, by another procedure"),
    "same": _("The same"),
    "untold": _("Cannot be told"),
}
DUTY_WORDS: Mapping[str, Any] = {
    "broken": _("Duties that would not be fulfilled"),
    "gone": _("Duties that would be gone"),
    "new": _("New duties"),
    "mended": _("Duties that are not fulfilled today, and would not be broken"),
}


@dataclass(frozen=True)
class DecisionTried:
    """A decision that was made, and what would have come of it."""

    decision: Decision
    tried: Tried

    def __str__(self) -> str:
        return self.decision.title

    @property
    def outcome(self) -> Outcome:
        """Return what would have come of it."""
        return self.tried.outcome

    @property
    def decided_on(self) -> date:
        """Return the day it was decided."""
        return self.decision.decided_on


@dataclass(frozen=True)
class Trial:
    """What another charter file would mean: how it differs, how its duties would stand, how decisions would have gone."""

    title: str
    differences: Sequence[Difference]
    told: Sequence[differing.Told]
    duties: Sequence[DutyTried]
    decisions: Sequence[DecisionTried]

    def with_outcome(self, outcome: Outcome) -> list[DecisionTried]:
        """Return the decisions that one thing would have come of."""
        return [each for each in self.decisions if each.tried.outcome == outcome]

    def with_duty(self, what: str) -> list[DutyTried]:
        """Return the duties that one thing would become of."""
        return [each for each in self.duties if each.what == what]


def may_try(by: Actor) -> bool:
    """Tell whether a reader may try charter files: whoever may prepare the agreement that takes over."""
    return by.may("charter.prepare_successor")


def offered(by: Actor) -> dict[str, Any]:
    """Return what can be tried without a file of one's own: name -> words. What is being prepared comes first."""
    prepared = successors.being_prepared(by)
    found = {} if prepared is None else {SUCCESSOR: _("%(title)s, being prepared") % {"title": prepared.title}}
    return found | {name: _("%(title)s (comes with the product)") % {"title": title} for name, title in _titles()}


def text_offered(name: str, by: Actor) -> tuple[str, str]:
    """Return the name and the text of a file that is offered. Raises NotThere."""
    if name == SUCCESSOR:
        prepared = successors.being_prepared(by)
        if prepared is None:
            raise NotThere
        return f"{prepared.sha256[:12]}.toml", successors.successor(prepared.pk, by).source
    if name not in charter.packaged_charters():
        raise NotThere
    return name, charter.charter_file(Path(name))


@cache
def _titles() -> tuple[tuple[str, str], ...]:
    """Return the packaged charters with their titles; they do not change while it runs."""
    names = charter.packaged_charters()
    return tuple((name, plain(charter.charter_file(Path(name)))["agreement"]["title"]) for name in names)


def attempt(text: str, by: Actor) -> Trial | list[Any]:
    """Try a charter file, or return every error in it with its line. Raises NotThere for one who may not try."""
    if not may_try(by):
        raise NotThere
    try:
        return trial(text, by)
    except CharterHasErrors as refusal:
        return list(refusal.problems)


def trial(text: str, by: Actor) -> Trial:
    """Try a charter file on what is recorded here. Writes nothing. Raises CharterHasErrors."""
    there = charter.charter_data(text)
    here = charter.said_in(charter.edition_on(clock.today()))
    found = charter.compare(here, there)
    return Trial(
        title=there["agreement"]["title"],
        differences=found,
        told=differing.told(found, here, there),
        duties=charter.duties_tried(there),
        decisions=decisions_tried(there, by),
    )


def decisions_tried(there: Mapping[str, Any], by: Actor) -> list[DecisionTried]:
    """Return every decision that the reader may read, the newest first. A fixed number of SQL statements."""
    decisions = list(visible_to(by).order_by("-decided_on", "-year", "-number"))
    matters: dict[UUID, list[str]] = {}
    rows = Proposal.objects.filter(case__in=[each.case_id for each in decisions]).order_by("position")
    for case, matter in rows.values_list("case_id", "matter"):
        matters.setdefault(case, []).append(matter)
    tallies, rules = _tallies([each.round_id for each in decisions if each.round_id]), other_rules(there)
    return [
        DecisionTried(
            each,
            tried(each.way, each.body_key, matters.get(each.case_id, []), tallies.get(each.round_id), rules),
        )
        for each in decisions
    ]


def _tallies(rounds: Sequence[UUID]) -> dict[UUID | None, Tally]:
    """Return how each round stood when it was decided on. Two SQL statements."""
    positions = last_positions(rounds)
    seats: dict[UUID | None, list[RoundSeat]] = {}
    for seat in RoundSeat.objects.filter(round__in=rounds).order_by("position"):
        seats.setdefault(seat.round_id, []).append(seat)
    return {
        key: Tally([stand(seat, positions.get(seat.pk), None, live=False) for seat in rows])
        for key, rows in seats.items()
    }


def other_rules(there: Mapping[str, Any]) -> OtherRules:
    """Return what a charter file says of deciding; the body's own rules of procedure fill in where it is silent."""
    procedures = {row["key"]: row for row in there.get("procedure", [])}
    authority: dict[str, dict[str, Mapping[str, Any]]] = {}
    for row in there.get("authority", []):
        procedure = {**procedures[row["procedure"]], "authority_clause": row["clause"]}
        authority.setdefault(row["matter"], {})[row["body"]] = procedure
    bodies = {row["key"]: row["name"] for row in there.get("body", [])}
    rule = next((row for row in there.get("rule", []) if row["key"] == "quorum"), None)
    quorum: dict[str, tuple[int, str]] = {}
    for body in bodies:
        if rule is not None and isinstance(rule.get("value"), int) and body in (rule.get("bodies") or [body]):
            quorum[body] = (rule["value"], rule["source"].removeprefix("agreement:"))
        else:
            own = charter.rule_on("quorum", clock.today(), body)
            if own.basis is not None and isinstance(own.value, int):
                quorum[body] = (own.value, own.clause)
    return OtherRules(authority, bodies, quorum)


def as_data(found: Trial) -> dict[str, Any]:
    """Return a trial as plain data, for JSON."""
    return {
        "title": found.title,
        "differences": [
            {
                "section": section.section,
                "kind": line.kind,
                "what": line.what,
                "changes": [{"field": each.field, "here": each.here, "there": each.there} for each in line.changes],
            }
            for section in found.told
            for line in section.lines
        ],
        "duties": [
            {
                "id": each.key,
                "clause": each.shown.clause,
                "heading": each.shown.heading,
                "what": each.what,
                "here": each.here.state if each.here else None,
                "there": each.there.state if each.there else None,
                "why": each.there.why if each.there else "",
            }
            for each in found.duties
        ],
        "decisions": [
            {
                "number": each.decision.label,
                "title": each.decision.title,
                "decided_on": each.decision.decided_on.isoformat(),
                "way": each.decision.way,
                "outcome": each.tried.outcome,
                "why": each.tried.why,
                "clause": each.tried.clause,
            }
            for each in found.decisions
        ],
    }
