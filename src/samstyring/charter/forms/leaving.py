"""Forms by which a municipality leaves, or stays after all."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.records.uploads import UploadField
from samstyring.ui.fields import DayField
from samstyring.ui.views import ActForm


class SourceForm(ActForm):
    """Who decided, and what was received."""

    source = forms.CharField(
        label=_("Who decided it, and where"),
        max_length=200,
        help_text=_("For example: municipal council, case 12/23, 14 March 2023."),
    )
    letter = UploadField(label=_("The letter, or the council's decision"), required=False)

    def needs_evidence(self) -> None:
        """Ask for what was received, of one who registers on behalf of the municipality."""
        field: Any = self.fields["letter"]
        field.required = True
        field.help_text = _("What was received from the municipality. It is kept as evidence.")


class NoticeForm(SourceForm):
    """When notice was given, and which day is the last."""

    notice_on = DayField(label=_("Notice given on"))
    last_day = DayField(label=_("Last day as a party"))
    seen = forms.BooleanField(label=_("I have read what ends on that day, and what remains to be settled"))
    field_order = ("notice_on", "last_day", "source", "letter", "seen")

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments: that the consequences were read is for the page alone."""
        return {name: value for name, value in super().arguments().items() if name != "seen"}


class TakeBackForm(SourceForm):
    """That the notice is taken back."""
