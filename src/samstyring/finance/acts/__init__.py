"""What can be done with a project's money: one act per file."""

from .draft_budget import draft_budget
from .draft_funding_plan import draft_funding_plan
from .edit_budget import edit_budget
from .edit_funding_plan import edit_funding_plan
from .withdraw_budget import withdraw_budget
from .withdraw_funding_plan import withdraw_funding_plan

__all__ = [
    "draft_budget",
    "draft_funding_plan",
    "edit_budget",
    "edit_funding_plan",
    "withdraw_budget",
    "withdraw_funding_plan",
]
