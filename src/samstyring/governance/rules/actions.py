"""How follow-up actions stand. Pure questions on rows already fetched."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from samstyring.ui import formats

from ..models import Action

CLOSED = (Action.State.DONE, Action.State.DROPPED)


def is_overdue(action: Action, today: date) -> bool:
    """Tell whether the deadline in force is past and nobody has reported it done (SG-8)."""
    return action.state == Action.State.OPEN and action.due < today


def mark_of(action: Action, today: date) -> tuple[str, str]:
    """Return the mark and the words for how an action stands."""
    if is_overdue(action, today):
        return "broken", _("Overdue")
    if action.state == Action.State.OPEN:
        return ("due" if (action.due - today).days <= 14 else "soon"), _("To be done")
    if action.state == Action.State.REPORTED:
        return "due", _("Reported done")
    return ("ok", _("Done")) if action.state == Action.State.DONE else ("na", _("Dropped"))


def earliest_extension(due: date, today: date) -> date:
    """Return the first day that gives more time: later than the deadline in force, and not past."""
    return max(due + timedelta(days=1), today)


def deadline_words(action: Action) -> str:
    """Say the deadline in force, and the one that was decided where more time has been given."""
    if action.due == action.deadline:
        return formats.day(action.due)
    return _("%(day)s, first %(first)s") % {"day": formats.day(action.due), "first": formats.day(action.deadline)}
