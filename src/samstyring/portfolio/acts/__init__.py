"""What can be done in the portfolio: one act per file."""

from .add_participant import add_participant
from .answer_acceptance import answer_acceptance
from .ask_for_acceptance import ask_for_acceptance
from .draft_mandate import draft_mandate
from .edit_mandate import edit_mandate
from .edit_project import edit_project
from .register_project import register_project
from .remove_participant import remove_participant
from .withdraw_mandate import withdraw_mandate

__all__ = [
    "add_participant",
    "answer_acceptance",
    "ask_for_acceptance",
    "draft_mandate",
    "edit_mandate",
    "edit_project",
    "register_project",
    "remove_participant",
    "withdraw_mandate",
]
