"""What holds for one proposal: its condition. Pure questions."""

from datetime import date

from django.utils.translation import gettext as _

from samstyring.kernel.errors import InvalidInput

from ..errors import ConditionNotAllowed
from ..registry import Matter

CONFIRMERS = ("secretariat", "leader")
PARTY = "party:"


def check_condition(matter: Matter, condition: str, confirmed_by: str, latest: date | None, today: date) -> None:
    """Refuse a condition that is not whole. Raises ConditionNotAllowed or InvalidInput.

    A condition says what must come true, who confirms it ("secretariat", "leader", "party:<organisation id>") and the
    latest date, after which the case comes back.
    """
    if not condition.strip():
        return
    if not matter.conditional:
        raise ConditionNotAllowed(field="condition")
    errors = {}
    if confirmed_by not in CONFIRMERS and not confirmed_by.startswith(PARTY):
        errors["condition_confirmed_by"] = _("Say who confirms that the condition is met.")
    if latest is None:
        errors["condition_latest"] = _("Say by which date the condition must be met.")
    elif latest <= today:
        errors["condition_latest"] = _("Choose a date to come.")
    if errors:
        raise InvalidInput(errors)
