"""What other floors register with the agreement: sections of the charter file, and checks of obligations.

Open to every app upstairs: an app's `sections.py` and `obligations.py` are found by name and register here.
"""

from .checks import Check, Evidence, Finding, ObligationState, Question, check, checks
from .sections import Founding, Item, Problem, Section, sections

__all__ = [
    "Check",
    "Evidence",
    "Finding",
    "Founding",
    "Item",
    "ObligationState",
    "Problem",
    "Question",
    "Section",
    "check",
    "checks",
    "sections",
]
