"""The day that the organisation chart looks at."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.fields import DayField


class DayForm(forms.Form):
    """The day that the page looks at."""

    use_required_attribute = False
    on = DayField(label=_("As it was on"))


def day_asked(query: Any, today: date) -> tuple[DayForm, date]:
    """Return the form for the day in an address, and the day: today where there is none, or it cannot be read."""
    form = DayForm(query if query.get("on") else None, initial={"on": today})
    return form, form.cleaned_data["on"] if form.is_bound and form.is_valid() else today
