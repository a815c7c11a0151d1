"""The time that a group's mandate is given for: how it is asked, kept and said."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui import formats
from samstyring.ui.fields import DayField

from ..registry import Payload, Requirement


def last_day_field() -> DayField:
    """Return the field for the last day that a mandate is given for."""
    return DayField(
        label=gettext_lazy("Last day of the mandate"),
        help_text=gettext_lazy("Leave it empty where no time is set. The group does not end by itself."),
        required=False,
    )


def day_from(text: Any) -> date | None:
    """Return the day that a payload holds as text, if any."""
    return date.fromisoformat(text) if text else None


def until_of(payload: Payload) -> date | None:
    """Return the first day after the time that a mandate is given for: the form asks for the last one."""
    last = day_from(payload.get("until"))
    return last + timedelta(days=1) if last else None


def time_words(payload: Payload) -> str:
    """Return how long a mandate is given for, in words."""
    last = day_from(payload.get("until"))
    return _("until and including %(day)s") % {"day": formats.day(last)} if last else _("no time is set")


def not_over(payload: Payload, on: date) -> Requirement:
    """Return that the time of a mandate is not over before it begins."""
    until = until_of(payload)
    return Requirement(
        key="governance.mandate_has_time",
        must=True,
        holds=until is None or until > on,
        text=_("The last day of the mandate is not over"),
        source="not_regulated",
    )
