"""What other floors register with the agreement: sections of the charter file, checks of obligations, doings.

Open to every app upstairs: an app's `sections.py` and `obligations.py` are found by name and register here; what was done under a clause
is registered from `journeys.py`.
"""

from .bearers import Bearers, bearers
from .checks import Check, Evidence, Finding, ObligationState, Question, check, checks, to_begin_with
from .crossings import Adapter, Adapting, Closing, Crossed, CrossingKind, Thing, adapters, crossings, follows
from .doings import Doings, Done, Under, doings
from .rule_kinds import RuleKind, register_rule, rule_kinds
from .sections import Founding, Item, Problem, Section, sections, standing
from .ties import Tie, Ties, ties

__all__ = [
    "Adapter",
    "Adapting",
    "Bearers",
    "Check",
    "Closing",
    "Crossed",
    "CrossingKind",
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
    "Thing",
    "Tie",
    "Ties",
    "Under",
    "adapters",
    "bearers",
    "check",
    "checks",
    "crossings",
    "doings",
    "follows",
    "register_rule",
    "rule_kinds",
    "sections",
    "standing",
    "ties",
    "to_begin_with",
]
