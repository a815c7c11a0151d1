"""Forms of more time for a follow-up action."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from samstyring.records.uploads import upload_of
from samstyring.ui.fields import DayField, FileField
from samstyring.ui.views import ActForm


class AskForm(ActForm):
    """Asking for more time: until when, and why."""

    until = DayField(label=gettext_lazy("New deadline"))
    reason = forms.CharField(
        label=gettext_lazy("Why is more time needed?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    evidence = FileField(label=gettext_lazy("Attachment"), required=False)

    def __init__(self, *args: Any, earliest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].earliest = earliest  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments."""
        data = self.cleaned_data
        return {"until": data["until"], "reason": data["reason"], "evidence": upload_of(data["evidence"])}


class GrantForm(ActForm):
    """Granting more time: the day asked for, or another."""

    until = DayField(label=gettext_lazy("New deadline"))
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, asked: date, earliest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        until: Any = self.fields["until"]
        until.initial, until.earliest = asked, earliest


class RefuseForm(ActForm):
    """Refusing more time."""

    note = forms.CharField(
        label=gettext_lazy("Why is it refused?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
