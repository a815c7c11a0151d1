"""The forms of a project's phases: passing a decision point, attaching what it asks for, choosing the model."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.governance.registry import Requirement
from samstyring.records.uploads import UploadField, upload_of
from samstyring.ui.fields import Choice, DayField
from samstyring.ui.views import ActForm

from ..models import Passing
from ..project_models import ProjectModel
from ..rules.decision_points import field_of
from .models import model_choice


class PassPointForm(ActForm):
    """Who has decided it, and why what should be there and is not is passed over."""

    decided_by = forms.ChoiceField(
        label=_("Who has decided it?"),
        choices=[
            (Passing.DecidedBy.OWNER, Choice(_("The project owner"))),
            (Passing.DecidedBy.BOARD, Choice(_("The project board"))),
        ],
        widget=forms.RadioSelect,
        initial=Passing.DecidedBy.OWNER,
    )
    decided_on = DayField(label=_("When was it decided?"))
    reference = forms.CharField(
        label=_("Where does it stand?"),
        help_text=_("For example: minutes of the project board, 3 May. The owner's own people can leave it open."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, on: date, shoulds: Sequence[Requirement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["decided_on"]
        assert isinstance(day, DayField)
        day.latest = day.initial = on
        self.reasons = {one.key: field_of(one.key) for one in shoulds}
        for one in shoulds:
            self.fields[field_of(one.key)] = forms.CharField(
                label=_("%(what)s. Why do you go on without it?") % {"what": one.text},
                help_text=_("The reason is printed with the decision point."),
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments, the reasons by requirement."""
        own = {name: self.cleaned_data[name] for name in ("decided_by", "decided_on", "reference")}
        return own | {"reasons": {key: self.cleaned_data[name] for key, name in self.reasons.items()}}


class ProjectDocumentForm(ActForm):
    """A document that the project model asks for, or another."""

    def __init__(self, *args: Any, names: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(name, name) for name in dict.fromkeys(names)]
        self.fields["name"] = forms.ChoiceField(
            label=_("Which document?"), choices=[*choices, ("", _("Another document"))], required=False
        )
        self.fields["other"] = forms.CharField(
            label=_("What is it called?"), help_text=_("For another document."), max_length=120, required=False
        )
        self.fields["upload"] = UploadField(label=_("The file"))

    def clean_upload(self) -> Any:
        """Return the file's name and bytes."""
        return upload_of(self.cleaned_data["upload"])

    def clean(self) -> dict[str, Any]:
        """One that the model does not name needs a name."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("name") and not (cleaned.get("other") or "").strip():
            self.add_error("other", _("Say what the document is."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments."""
        return {
            "name": self.cleaned_data["name"] or self.cleaned_data["other"],
            "upload": self.cleaned_data["upload"],
        }


class ProjectModelForm(ActForm):
    """The project models that can be followed."""

    def __init__(self, *args: Any, models: Mapping[str, ProjectModel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["model"] = forms.ChoiceField(
            label=_("Project model"),
            choices=[(key, model_choice(row)) for key, row in models.items()],
            widget=forms.RadioSelect,
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
        )
