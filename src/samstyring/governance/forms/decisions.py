"""Forms of decisions, conditions and follow-up actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.records.uploads import upload_of
from samstyring.ui.fields import DayField, FileField, needed
from samstyring.ui.views import ActForm

from ..models import Decision
from .publicity import reason_field


class ConfirmForm(ActForm):
    """What shows that a condition is met."""

    note = forms.CharField(
        label=gettext_lazy("What shows that the condition is met?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = FileField(
        label=gettext_lazy("Letter, e-mail or other evidence"),
        help_text=gettext_lazy("It is kept with the decision."),
    )
    also = forms.MultipleChoiceField(
        label=gettext_lazy("On the same condition, and takes effect with it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, also: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if also:
            self.fields["also"].choices = also  # type: ignore[attr-defined]
            self.fields["also"].initial = [key for key, _words in also]
        else:
            del self.fields["also"]

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments; those that take effect with it are named in `also` by their ids."""
        data = self.cleaned_data
        return {"note": data["note"], "evidence": upload_of(data["evidence"]), "also": data.get("also", [])}


class LateDecisionForm(ActForm):
    """A decision that was made before: when, which way, on what evidence."""

    decided_on = DayField(label=gettext_lazy("The day it was decided"))
    way = forms.ChoiceField(
        label=gettext_lazy("How was it decided?"),
        choices=[(way.value, way.label) for way in Decision.Way],
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=gettext_lazy("The leader's reasons, if the leader decided"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = FileField(
        label=gettext_lazy("Evidence: signed minutes, e-mail, note"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided_on"].latest = clock.today()  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments."""
        data = self.cleaned_data
        return {
            "decided_on": data["decided_on"],
            "way": Decision.Way(data["way"]),
            "reasons": data["reasons"],
            "evidence": upload_of(data["evidence"]),
        }


class ReleaseDecisionForm(ActForm):
    """Releasing one decision."""

    left_out = forms.MultipleChoiceField(
        label=gettext_lazy("Leave out of the public copy"), widget=forms.CheckboxSelectMultiple, required=False
    )
    legal_basis = needed(
        forms.CharField(
            label=gettext_lazy("Legal basis for leaving something out"),
            max_length=200,
            required=False,
            help_text=gettext_lazy("Such as offl. § 13, cf. fvl. § 13."),
        ),
        gettext_lazy("needed where something is left out"),
    )
    checked = forms.BooleanField(
        label=gettext_lazy("I have read the text and looked for what is exempt from public access"), required=False
    )

    def __init__(self, *args: Any, passages: list[tuple[str, str]], passed_over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if passed_over:
            self.fields["reason"] = reason_field()
            self.order_fields(["left_out", "legal_basis", "reason"])
        if passages:
            self.fields["left_out"].choices = passages  # type: ignore[attr-defined]
        else:
            del self.fields["left_out"], self.fields["legal_basis"]

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments."""
        data = self.cleaned_data
        return {
            "checked": data["checked"],
            "left_out": data.get("left_out", []),
            "legal_basis": data.get("legal_basis", ""),
            "reason": data.get("reason", ""),
        }


class ReportForm(ActForm):
    """How an action stands."""

    text = forms.CharField(
        label=gettext_lazy("How does it stand?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    done = forms.BooleanField(label=gettext_lazy("It is done"), required=False)
    evidence = FileField(label=gettext_lazy("Attachment"), required=False)

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments."""
        data = self.cleaned_data
        return {"text": data["text"], "done": data["done"], "evidence": upload_of(data["evidence"])}


class CloseActionForm(ActForm):
    """Closing an action: done, or dropped with a reason."""

    dropped = forms.TypedChoiceField(
        label=gettext_lazy("How does it end?"),
        choices=[("no", gettext_lazy("It is done")), ("yes", gettext_lazy("It is dropped"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        initial="no",
    )
    text = forms.CharField(
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("If it is dropped: why."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Dropping needs words."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("dropped") and not (cleaned.get("text") or "").strip():
            self.add_error("text", _("Write why it is dropped."))
        return cleaned


class ButtonForm(ActForm):
    """A form that is only a button."""
