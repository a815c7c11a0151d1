"""The form of a project's closing report."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.records.uploads import UploadField, upload_of
from samstyring.ui.fields import DayField, MoneyField
from samstyring.ui.views import ActForm

from .. import queries
from ..closing_reports import packaged
from ..queries.closing import PART


class ClosingReportForm(ActForm):
    """What the template asks for, what it took and cost, and who takes over."""

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in packaged().parts:
            self.fields[f"part_{part.key}"] = forms.CharField(
                label=part.label, max_length=PART, widget=forms.Textarea(attrs={"rows": 4})
            )
        self.fields["ends_on"] = DayField(label=_("When does the project end?"))
        self.fields["cost"] = MoneyField(label=_("What has it cost in all?"))
        self._parties = {str(party.pk): party for party, _signed in queries.parties_to_choose(on)}
        self.fields["receiver"] = forms.ChoiceField(
            label=_("Who takes over what is made?"),
            choices=[("", ""), *((key, str(party)) for key, party in self._parties.items())],
            required=False,
        )
        self.fields["receiver_name"] = forms.CharField(
            label=_("Or somebody else, who takes over"),
            help_text=_("For example KS, or the supplier. Leave this open where a municipality takes over."),
            max_length=200,
            required=False,
        )
        day = DayField(
            label=_("When was it handed over?"),
            help_text=_("Leave this and the two below open until the receiver has accepted."),
            required=False,
        )
        day.latest = on
        self.fields["handed_over_on"] = day
        self.fields["accepted_by"] = forms.CharField(
            label=_("Who accepted it for the receiver?"),
            help_text=_("A role, for example: the head of operations."),
            max_length=200,
            required=False,
        )
        self.fields["evidence"] = UploadField(label=_("The letter or minutes that say so"), required=False)

    def clean_receiver(self) -> Any:
        """Return the municipality, or None."""
        return self._parties.get(self.cleaned_data["receiver"])

    def clean_evidence(self) -> Any:
        """Return the file's name and bytes."""
        return upload_of(self.cleaned_data["evidence"])

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments: the parts by their keys."""
        own = super().arguments()
        return own | {"told": {part.key: own.pop(f"part_{part.key}") for part in packaged().parts}}
