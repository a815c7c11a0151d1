"""What can be found of a round, and why not: pure questions on rows already fetched."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samstyring.charter.models import Procedure
from samstyring.charter.queries import WhoDecides
from samstyring.ui import formats

from .room import Stand, Tally, count


@dataclass(frozen=True)
class Finding:
    """One way to finish an item. `why_not` says why it cannot be done now, with the clause behind it; "" when it can."""

    key: str  # consensus, silent, leader, majority, majority_silent, note
    label: Any
    why_not: str = ""
    clause: str = ""


def findings(tally: Tally, decider: WhoDecides | None, *, noting: bool) -> Sequence[Finding]:
    """Return the findings that the charter's procedure has for a round, in the order to offer them."""
    if decider is None:
        return [Finding("consensus", _("Consensus"), _("The agreement gives the body no authority to decide this."))]
    clause = decider.clause_of_procedure
    if noting:
        return [Finding("note", _("Taken note of"), _objecting(tally), clause)]
    if decider.procedure_kind in (Procedure.Kind.MAJORITY_OF_SEATS, Procedure.Kind.WEIGHTED_MAJORITY):
        return _by_majority(tally, decider)
    if decider.procedure_kind != Procedure.Kind.CONSENSUS_THEN_LEADER:
        return [Finding("consensus", _("Consensus"), str(Procedure.Kind(decider.procedure_kind).label), clause)]
    return _by_consensus(tally, clause)


def _by_consensus(tally: Tally, clause: str) -> list[Finding]:
    why = _nobody(tally) or _objecting(tally)
    silent = _silent(tally)
    found = []
    if tally.silent and not why:
        found.append(Finding("silent", _("No remarks from the others: consensus"), "", clause))
    else:
        found.append(Finding("consensus", _("Consensus"), why or silent, clause))
    leader = "" if tally.objecting else _("The leader decides only when an objection is on record.")
    found.append(Finding("leader", _("The leader decides …"), leader, clause))
    return found


def _by_majority(tally: Tally, decider: WhoDecides) -> list[Finding]:
    clause = decider.clause_of_procedure
    weighted = decider.procedure_kind == Procedure.Kind.WEIGHTED_MAJORITY
    votes = count(tally, decider.parameters, weighted=weighted)
    figures = _("%(in_favour)s in favour, %(against)s against, %(needed)s needed.") % {
        "in_favour": votes.in_favour,
        "against": votes.against,
        "needed": votes.needed,
    }
    found = []
    if tally.silent:
        found.append(Finding("majority_silent", _("The others are in favour: majority"), _nobody(tally), clause))
    found.append(Finding("majority", _("Majority"), "" if votes.carried else figures, clause))
    return found


def _nobody(tally: Tally) -> str:
    return "" if tally.present else _("No entitled seat is registered as present.")


def _objecting(tally: Tally) -> str:
    if not tally.objecting:
        return ""
    return _("There is no consensus: %(seats)s.") % {"seats": _names(tally.objecting)}


def _silent(tally: Tally) -> str:
    return _("Not answered: %(seats)s.") % {"seats": _names(tally.silent)} if tally.silent else ""


def _names(stands: Sequence[Stand]) -> str:
    return formats.sentence(stand.name for stand in stands)
