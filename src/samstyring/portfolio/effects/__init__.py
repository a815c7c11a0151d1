"""What decisions and answers do in the portfolio."""

from .answers import make_acceptance
from .projects import enter_portfolio, follow_owner, start_project
from .versions import adopt_version, lock_version, reject_version

__all__ = [
    "adopt_version",
    "enter_portfolio",
    "follow_owner",
    "lock_version",
    "make_acceptance",
    "reject_version",
    "start_project",
]
