"""When a body may be asked in writing, and what the answers make (SG-6). Pure questions on rows already fetched.

Where the rules of procedure leave it open, the reading is the cautious one: an objection and a demand for a meeting send
the case to a meeting, and silence is never support.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _

from samstyring.charter.models import Procedure
from samstyring.charter.queries import WhoDecides
from samstyring.charter.rules import Ruled
from samstyring.kernel.errors import Refusal
from samstyring.ui import formats

from ..errors import WrittenForbidden, WrittenNotOpen
from ..models import WrittenProcedure
from .room import Tally, count

KINDS = (
    Procedure.Kind.CONSENSUS_THEN_LEADER,
    Procedure.Kind.MAJORITY_OF_SEATS,
    Procedure.Kind.WEIGHTED_MAJORITY,
)
"""The procedures of a body that meets. Consent of all in writing is asked for in its own way."""
RULES = ("written_procedure", "written_objection", "written_answers", "quorum", "advice")


def refusal(rule: Ruled) -> Refusal | None:
    """Return why the body cannot be asked in writing, or None: the rules of procedure must say that it can."""
    if rule.value is True:
        return None
    if rule.regulated:
        return WrittenForbidden(clause=rule.clause)
    return WrittenNotOpen(clause=rule.clause)


def takes_answers(procedure: WrittenProcedure, on: date) -> bool:
    """Tell whether an answer that comes on a day counts."""
    return procedure.state == WrittenProcedure.State.OPEN and on <= procedure.answer_by


@dataclass(frozen=True)
class Outcome:
    """What the answers make: the body has decided or can advise, the case goes to a meeting, or one waits.

    `why` says it in words.
    """

    kind: Literal["decided", "advice", "to_meeting", "waiting"]
    why: str
    by_majority: bool = False


def objection_counts(rules: Mapping[str, Ruled], *, advisory: bool) -> bool:
    """Tell whether an objection is counted, and so does not end the procedure by itself.

    Where the rules are silent it ends what would be decided; advice is no decision, and whoever does not share it is named.
    """
    said: Any = rules["written_objection"].value
    return bool(said != "to_meeting" if advisory else said == "counted")


def ends_at_once(tally: Tally, rules: Mapping[str, Ruled], *, advisory: bool = False) -> str:
    """Return why the case goes to a meeting whatever else is answered, or ""."""
    demanding = [stand for stand in tally.stands if stand.demands_meeting]
    if demanding:
        return _("%(seats)s demands that the case is treated in a meeting.") % {"seats": _names(demanding)}
    if tally.objecting and not objection_counts(rules, advisory=advisory):
        return _("%(seats)s objects, and then the case goes to a meeting.") % {"seats": _names(tally.objecting)}
    return ""


def outcome(tally: Tally, decider: WhoDecides, rules: Mapping[str, Ruled], *, past: bool) -> Outcome:
    """Return what the answers make. `past` says that the last day for answers is over."""
    if why := ends_at_once(tally, rules):
        return Outcome("to_meeting", why)
    if tally.silent and not past:
        return Outcome("waiting", _("Not answered: %(seats)s.") % {"seats": _names(tally.silent)})
    if too_few := _too_few(tally, decider, rules):
        return Outcome("to_meeting", too_few)
    if decider.procedure_kind == Procedure.Kind.CONSENSUS_THEN_LEADER:
        return _by_consensus(tally)
    return _by_majority(tally, decider)


def advice_outcome(tally: Tally, rules: Mapping[str, Ruled], *, past: bool) -> Outcome:
    """Return what the answers of an advising body make: it can advise, the case goes to its meeting, or one waits.

    When the day is past those who have answered advise, and the silent are named, unless the rules ask for more: all of
    them (`written_answers`), or a quorum that binds the body.
    """
    if why := ends_at_once(tally, rules, advisory=True):
        return Outcome("to_meeting", why)
    if tally.silent and not past:
        return Outcome("waiting", _("Not answered: %(seats)s.") % {"seats": _names(tally.silent)})
    least = int(rules["quorum"].value) if rules["quorum"].regulated else 1
    needed = len(tally.present) if rules["written_answers"].value == "all" else least
    if too_few := _lacking(tally, max(needed, 1)):
        return Outcome("to_meeting", too_few)
    words = {"answered": tally.answered, "asked": len(tally.present)}
    return Outcome("advice", _("%(answered)s of %(asked)s have answered.") % words)


def _too_few(tally: Tally, decider: WhoDecides, rules: Mapping[str, Ruled]) -> str:
    """Return why too few have answered, or "". Those who stand aside have answered."""
    return _lacking(tally, needed_answers(tally, decider, rules))


def _lacking(tally: Tally, needed: int) -> str:
    if tally.answered >= needed:
        return ""
    words = _("%(answered)s of %(asked)s have answered, and %(needed)s must.") % {
        "answered": tally.answered,
        "asked": len(tally.present),
        "needed": needed,
    }
    return f"{words} " + _("Not answered: %(seats)s.") % {"seats": _names(tally.silent)}


def needed_answers(tally: Tally, decider: WhoDecides, rules: Mapping[str, Ruled]) -> int:
    """Return how many of those asked must have answered: all, unless a quorum is laid down and the rules let it do.

    Where the majority decides, the charter's own quorum does as in a meeting, if the rules do not ask for more.
    """
    asked = len(tally.present)
    least = [int(rules["quorum"].value)] if rules["quorum"].regulated else []
    of_procedure = decider.parameters.get("quorum")
    if isinstance(of_procedure, int):
        least.append(of_procedure)
    answers = rules["written_answers"].value
    consensus = decider.procedure_kind == Procedure.Kind.CONSENSUS_THEN_LEADER
    if not least or answers == "all" or (answers is None and consensus):
        return max(asked, *least, 1) if least else max(asked, 1)
    return max(least)


def _by_consensus(tally: Tally) -> Outcome:
    if tally.objecting or not tally.in_favour:
        return Outcome("to_meeting", _("There is no consensus."))
    return Outcome("decided", _("Nobody is against: consensus."))


def _by_majority(tally: Tally, decider: WhoDecides) -> Outcome:
    votes = count(tally, decider.parameters, weighted=decider.procedure_kind == Procedure.Kind.WEIGHTED_MAJORITY)
    figures: dict[str, Any] = {"in_favour": votes.in_favour, "against": votes.against, "needed": votes.needed}
    words = _("%(in_favour)s in favour, %(against)s against, %(needed)s needed.") % figures
    return Outcome("decided" if votes.carried and votes.in_favour else "to_meeting", words, by_majority=True)


def _names(stands: Any) -> str:
    return formats.sentence(stand.name for stand in stands)
