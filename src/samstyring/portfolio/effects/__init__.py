"""What decisions and answers do in the portfolio."""

from .answers import keep_promises, make_acceptance
from .decision_points import conditions_of, keep_model, make_confirmation, pass_point
from .owners import drop_hand_over, hand_over_project
from .plan import freeze_plan
from .projects import enter_portfolio, follow_owner, start_project
from .standstill import end_pause, make_word, pause, resume, stop_project
from .versions import adopt_version, lock_version, reject_version

__all__ = [
    "adopt_version",
    "conditions_of",
    "drop_hand_over",
    "end_pause",
    "enter_portfolio",
    "follow_owner",
    "freeze_plan",
    "hand_over_project",
    "keep_model",
    "keep_promises",
    "lock_version",
    "make_acceptance",
    "make_confirmation",
    "make_word",
    "pass_point",
    "pause",
    "reject_version",
    "resume",
    "start_project",
    "stop_project",
]
