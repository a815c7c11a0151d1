"""How follow-up actions stand. Pure questions on rows already fetched."""

from datetime import date

from django.utils.translation import gettext as _

from ..models import Action

CLOSED = (Action.State.DONE, Action.State.DROPPED)


def is_overdue(action: Action, today: date) -> bool:
    """Tell whether the deadline is past and nobody has reported it done (SG-8)."""
    return action.state == Action.State.OPEN and action.deadline < today


def mark_of(action: Action, today: date) -> tuple[str, str]:
    """Return the mark and the words for how an action stands."""
    if is_overdue(action, today):
        return "broken", _("Overdue")
    if action.state == Action.State.OPEN:
        return ("due" if (action.deadline - today).days <= 14 else "soon"), _("To be done")
    if action.state == Action.State.REPORTED:
        return "due", _("Reported done")
    return ("ok", _("Done")) if action.state == Action.State.DONE else ("na", _("Dropped"))
