"""What other floors register with the agreement: sections of the charter file, checks of obligations, doings.

Open to every app upstairs: an app's `sections.py` and `obligations.py` are found by name and register here; what was done under a clause
is registered from `journeys.py`.
"""

from .bearers import Bearers, bearers
from .checks import Check, Evidence, Finding, ObligationState, Question, check, checks
from .doings import Doings, Done, Under, doings
from .rule_kinds import RuleKind, register_rule, rule_kinds
from .sections import Founding, Item, Problem, Section, sections, standing
from .ties import Tie, Ties, ties

__all__ = [
    "Bearers",
    "Check",
    "Doings",
    "Done",
    "Evidence",
    "Finding",
    "Founding",
    "Item",
    "ObligationState",
    "Problem",
    "Question",
    "RuleKind",
    "Section",
    "Tie",
    "Ties",
    "Under",
    "bearers",
    "check",
    "checks",
    "doings",
    "register_rule",
    "rule_kinds",
    "sections",
    "standing",
    "ties",
]
