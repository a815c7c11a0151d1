"""What would have come of a decision under other rules, by the positions that were recorded. Pure questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter.models import Procedure
from samstyring.charter.rules import role_words
from samstyring.ui import formats

from ..models import Decision
from .room import Tally, count

Outcome = Literal["same", "procedure", "otherwise", "untold"]
MAJORITY = (Procedure.Kind.MAJORITY_OF_SEATS, Procedure.Kind.WEIGHTED_MAJORITY)
BY_CONSENSUS = (Decision.Way.CONSENSUS, Decision.Way.NOTED)


@dataclass(frozen=True)
class Tried:
    """What would have come of it: the same, the same by another procedure, something else, or it cannot be told."""

    outcome: Outcome
    why: str
    clause: str = ""


@dataclass(frozen=True)
class OtherRules:
    """What another charter file says of deciding: matter -> body -> the procedure, and what bodies are called.

    `quorum` is how many must be present for a body, where the file or the body's own rules of procedure say so.
    """

    authority: Mapping[str, Mapping[str, Mapping[str, Any]]]
    bodies: Mapping[str, str]
    quorum: Mapping[str, tuple[int, str]]


def tried(way: str, body: str, matters: Sequence[str], tally: Tally | None, rules: OtherRules) -> Tried:
    """Return what would have come of a decision: by whom, and then how, on the positions that were taken."""
    for matter in matters:
        deciders = rules.authority.get(matter, {})
        if body not in deciders:
            return _other_body(deciders, rules.bodies)
    if not matters:
        return Tried("untold", _("No proposal is registered with it."))
    return _by(rules.authority[matters[0]][body], way, body, tally, rules)


def _other_body(deciders: Mapping[str, Mapping[str, Any]], names: Mapping[str, str]) -> Tried:
    if not deciders:
        return Tried("otherwise", _("No body would have the authority to decide it."))
    bodies = formats.sentence(names.get(key, key) for key in deciders)
    clause = next(iter(deciders.values()))["authority_clause"]
    return Tried("otherwise", _("It would be for another body to decide: %(bodies)s.") % {"bodies": bodies}, clause)


def _by(procedure: Mapping[str, Any], way: str, body: str, tally: Tally | None, rules: OtherRules) -> Tried:
    kind, clause = procedure["kind"], procedure["clause"]
    if kind not in (*MAJORITY, Procedure.Kind.CONSENSUS_THEN_LEADER):
        return _elsewhere(procedure, way)
    if tally is None or not tally.stands:
        return Tried("untold", _("No positions are recorded seat by seat."), clause)
    least, source = rules.quorum.get(body, (0, ""))
    if procedure.get("quorum", 0) > least:
        least, source = procedure["quorum"], clause
    present = len(tally.present)
    if present < least:
        says = ngettext(
            "Too few were present: %(present)s seat, where %(least)s are needed.",
            "Too few were present: %(present)s seats, where %(least)s are needed.",
            present,
        )
        return Tried("otherwise", says % {"present": present, "least": least}, source)
    if kind in MAJORITY:
        return _by_majority(procedure, way, tally)
    return _by_consensus(clause, way, tally)


def _elsewhere(procedure: Mapping[str, Any], way: str) -> Tried:
    """Tell of a procedure that asks others than those who took a position."""
    kind, clause = procedure["kind"], procedure["clause"]
    if kind == Procedure.Kind.UNANIMITY_IN_WRITING:
        if way == Decision.Way.WRITTEN_CONSENT:
            return Tried("same", "", clause)
        return Tried("otherwise", _("It would need the consent of all in writing; nobody was asked for that."), clause)
    if kind == Procedure.Kind.HOST_DECIDES:
        return Tried("otherwise", _("The host alone would decide it."), clause)
    if kind == Procedure.Kind.DELEGATED:
        to = role_words(procedure["to"]) if procedure.get("to") else ""
        says = _("It would be decided by delegation: %(who)s.") % {"who": to} if to else _("It would be delegated.")
        return Tried("otherwise", says, clause)
    return Tried("procedure", _("Silence by a deadline would have been enough."), clause)


def _by_majority(procedure: Mapping[str, Any], way: str, tally: Tally) -> Tried:
    votes = count(tally, procedure, weighted=procedure["kind"] == Procedure.Kind.WEIGHTED_MAJORITY)
    facts = {"in_favour": votes.in_favour, "against": votes.against, "needed": votes.needed}
    if not votes.carried:
        if way == Decision.Way.NOTED and not tally.objecting:
            return Tried("same", "", procedure["clause"])
        says = _("There would be no majority: %(in_favour)s in favour, %(against)s against, %(needed)s needed.")
        return Tried("otherwise", says % facts, procedure["clause"])
    if way in (Decision.Way.MAJORITY, Decision.Way.NOTED):
        return Tried("same", "", procedure["clause"])
    says = _("The majority would have decided the same: %(in_favour)s in favour, %(against)s against.")
    if way == Decision.Way.LEADER:
        says = _("The majority would have decided it, not the leader: %(in_favour)s in favour, %(against)s against.")
    return Tried("procedure", says % facts, procedure["clause"])


def _by_consensus(clause: str, way: str, tally: Tally) -> Tried:
    if tally.objecting:
        if way == Decision.Way.LEADER:
            return Tried("same", "", clause)
        names = formats.sentence(stand.name for stand in tally.objecting)
        says = _("There would be no consensus (%(seats)s); it would be for the leader to decide.") % {"seats": names}
        return Tried("otherwise", says, clause)
    if way in BY_CONSENSUS:
        return Tried("same", "", clause)
    if tally.silent:
        names = formats.sentence(stand.name for stand in tally.silent)
        return Tried("otherwise", _("Not all had answered: %(seats)s.") % {"seats": names}, clause)
    return Tried("procedure", _("Nobody objected: it would stand by consensus."), clause)
