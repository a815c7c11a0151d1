"""When a project can be paused and go on again. Pure functions."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import InvalidInput

from ..errors import NotEntered, ProjectPaused
from ..models import Passing, Pause, Project
from .projects import require_open

BY_THE_PROJECT = (Passing.DecidedBy.OWNER, Passing.DecidedBy.BOARD)


def require_not_paused(project: Project) -> None:
    """Refuse what a project that stands still does not do. Raises ProjectPaused."""
    if project.pause_id is not None:
        raise ProjectPaused


def require_pausable(project: Project) -> None:
    """Refuse to pause what is not in the portfolio, or is paused. Raises ProjectOver, NotEntered, ProjectPaused."""
    require_open(project)
    if project.state == Project.State.CANDIDATE:
        raise NotEntered
    require_not_paused(project)


def require_word(decided_by: str, reference: str, *, is_owner: bool) -> None:
    """Refuse a decision of the project's own that nobody can find again. The owner's own word needs no reference.

    Raises InvalidInput.
    """
    if decided_by not in BY_THE_PROJECT:
        raise InvalidInput({"decided_by": _("Choose who has decided it.")})
    if not reference and not (is_owner and decided_by == Passing.DecidedBy.OWNER):
        raise InvalidInput({"reference": _("Write where it stands: the minutes, the letter or the e-mail.")})


def require_pause_days(project: Project, last: Pause | None, start: date, expected_on: date, today: date) -> None:
    """Refuse days that cannot be: a pause begins when it has begun, in the portfolio, after the one before it.

    Raises InvalidInput.
    """
    if start > today:
        raise InvalidInput({"from_date": _("It cannot have been paused from a day that has not come.")})
    if project.entered_on is not None and start < project.entered_on:
        raise InvalidInput({"from_date": _("The project was not in the portfolio then.")})
    if last is not None and last.until is not None and start < last.until:
        raise InvalidInput({"from_date": _("The project was paused then already, or went on later than that.")})
    require_expected(start, expected_on, today)


def require_expected(start: date, expected_on: date, today: date) -> None:
    """Refuse a day to go on that is before the pause, or past. Raises InvalidInput."""
    if expected_on <= start or expected_on < today:
        raise InvalidInput({"expected_on": _("It must be a day to come, after the first day of the pause.")})


def first_resumption(pause_from: date) -> date:
    """Return the first day on which a pause can have ended: it lasts a day at least, also one that was a mistake."""
    return pause_from + timedelta(days=1)


def require_resumed_on(pause: Pause, resumed_on: date, today: date) -> None:
    """Refuse a first day back at work that is not after the pause began, or has not come. Raises InvalidInput.

    A pause that began today can be ended today, from tomorrow.
    """
    earliest = first_resumption(pause.from_date)
    if resumed_on > max(today, earliest):
        raise InvalidInput({"resumed_on": _("Register it on the day that the project goes on, or afterwards.")})
    if resumed_on < earliest:
        raise InvalidInput({"resumed_on": _("It must be after the first day of the pause.")})
