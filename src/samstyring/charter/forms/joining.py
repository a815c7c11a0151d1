"""Forms for the steps by which a municipality joins."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.records.uploads import UploadField
from samstyring.ui.fields import DayField
from samstyring.ui.views import ActForm


class InvitationForm(ActForm):
    """When a municipality was invited, and by when it is asked to answer."""

    invited_on = DayField(label=_("Invited on"))
    answer_by = DayField(label=_("Answer by"), help_text=_("Councils meet seldom: give them time for a meeting."))
    letter = UploadField(label=_("The invitation"), required=False)


class InvitationsForm(InvitationForm):
    """Which municipalities are invited."""

    organisations: Any = forms.ModelMultipleChoiceField(
        label=_("Municipalities"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("organisations", "invited_on", "answer_by", "letter")


class CouncilDecisionForm(ActForm):
    """What the council decided, when, in which case."""

    joins = forms.TypedChoiceField(
        label=_("What did the council decide?"),
        choices=[("yes", _("The municipality joins")), ("no", _("The municipality does not join"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    case_number = forms.CharField(
        label=_("Case number"),
        max_length=60,
        help_text=_("For example: case 34/22."),
        widget=forms.TextInput({"class": "wide-12"}),
    )
    decided_on = DayField(label=_("Decided on"))
    words = forms.CharField(
        label=_("In which words"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Needed when the council declined: it is shown as the reason."),
    )
    evidence = UploadField(label=_("The council's decision"), required=False)

    def needs_evidence(self) -> None:
        """Ask for what was received, of one who registers on behalf of the municipality."""
        field: Any = self.fields["evidence"]
        field.required = True
        field.help_text = _("What was received from the municipality. It is kept as evidence.")


class WithdrawInvitationForm(ActForm):
    """Why an invitation is withdrawn."""

    why = forms.CharField(label=_("Why"), max_length=400, widget=forms.Textarea({"rows": 3}))
