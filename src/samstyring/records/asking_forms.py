"""The fields of an answer that say who gave it: by a link that may be passed on, or registered from what was received."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.fields import DayField

from .uploads import UploadField, upload_of


class ByLink(forms.Form):
    """Who answers by a link, which may have been passed on to a colleague."""

    answered_by = forms.CharField(label=_("Your name"), max_length=200)
    answered_as = forms.CharField(label=_("Your position"), max_length=200)


class Received(forms.Form):
    """What the secretariat registers of an answer that came in writing."""

    answered_by = forms.CharField(label=_("Who answered?"), max_length=200)
    answered_as = forms.CharField(label=_("As what?"), max_length=200, help_text=_("For example: municipal director"))
    answered_on = DayField(label=_("The answer is dated"))
    evidence = UploadField(label=_("The letter or e-mail"), help_text=_("It is kept as evidence of the answer."))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["answered_on"]
        assert isinstance(day, DayField)
        day.latest = day.initial = on

    def clean_evidence(self) -> Any:
        """Return the file's name and bytes."""
        return upload_of(self.cleaned_data["evidence"])
