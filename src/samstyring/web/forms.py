"""Forms of the pages that belong to the whole house."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.views import ActForm


class FeedbackForm(ActForm):
    """Tell us what does not work."""

    page = forms.CharField(label=_("Which page?"), required=False, max_length=300)
    text = forms.CharField(label=_("What does not work?"), widget=forms.Textarea(attrs={"rows": 6}), max_length=5000)
    reply_to = forms.EmailField(
        label=_("Your e-mail address"), required=False, help_text=_("Only if you want an answer.")
    )


class JournalForm(forms.Form):
    """Which entries of the journal to show."""

    about = forms.UUIDField(required=False)
    person = forms.UUIDField(required=False)
    act = forms.CharField(required=False, max_length=80)
    before = forms.IntegerField(required=False, min_value=1)

    def asked(self) -> dict[str, Any]:
        """Return what the query takes."""
        data = self.cleaned_data
        return {"thing": data["about"], "person": data["person"], "act": data["act"], "before": data["before"]}
