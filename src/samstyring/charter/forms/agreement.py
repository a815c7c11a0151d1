"""Forms for signatures, connections to financing schemes, and the day one looks at."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.records.uploads import UploadField
from samstyring.ui.fields import DayField
from samstyring.ui.views import ActForm


class DayForm(forms.Form):
    """The day that a page looks at."""

    use_required_attribute = False
    on = DayField(label=_("As it was on"))


def day_asked(query: Any, today: date) -> tuple[DayForm, date]:
    """Return the form for the day in an address, and the day: today where there is none, or it cannot be read."""
    form = DayForm(query if query.get("on") else None, initial={"on": today})
    return form, form.cleaned_data["on"] if form.is_bound and form.is_valid() else today


class SignatureForm(ActForm):
    """Who signed the agreement for a municipality, where and when."""

    signed_on = DayField(label=_("Signed on"))
    signatory = forms.CharField(
        label=_("Who signed"), max_length=200, help_text=_("Name and title of the one with authority to sign.")
    )
    place = forms.CharField(label=_("Place"), max_length=120, widget=forms.TextInput({"class": "wide-20"}))
    council_decision = forms.CharField(
        label=_("Decision of the council"),
        max_length=200,
        required=False,
        help_text=_("Case number and date, for example: municipal council, case 34/20, 11 June 2020."),
    )
    signed_file = UploadField(label=_("The signed agreement"), required=False)


class SchemeConnectionForm(ActForm):
    """Which municipalities are connected to a scheme, from when, and where it is known from."""

    organisations: Any = forms.ModelMultipleChoiceField(
        label=_("Municipalities"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    from_date = DayField(label=_("Connected from"))
    source = forms.CharField(
        label=_("Where this is known from"), max_length=200, help_text=_("For example: list from KS of 12 May 2022.")
    )
    evidence = UploadField(label=_("The list or letter"), required=False)
