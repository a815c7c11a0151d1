"""The forms of a study: who does it and by when, and the concept note."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samstyring.ui.fields import DayField, MoneyField
from samstyring.ui.views import ActForm

from .. import queries
from ..concept_notes import packaged
from ..models import RadarEntry

HOME = "secretariat"
"""What the form says for a study that no municipality does."""


class StudyForm(ActForm):
    """Who studies it, and by when."""

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parties = {str(party.pk): party for party, _signed in queries.parties_to_choose(on)}
        self.fields["organisation"] = forms.ChoiceField(
            label=_("Who studies it?"),
            help_text=_("A municipality that is chosen can write the concept note itself."),
            choices=[(HOME, _("The secretariat")), *((key, str(party)) for key, party in self._parties.items())],
            initial=HOME,
        )
        self.fields["author"] = forms.CharField(
            label=_("Who writes the concept note?"),
            help_text=_("A role, for example: adviser for archives, Aurland."),
            max_length=200,
        )
        self.fields["due_on"] = DayField(label=_("When is it to be ready?"), required=False)

    def clean_organisation(self) -> Any:
        """Return the organisation, or nothing for the secretariat."""
        return self._parties.get(self.cleaned_data["organisation"])


class ConceptNoteForm(ActForm):
    """What the template asks for, what it is thought to cost, on which platform, and whether it is ready."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in packaged().parts:
            self.fields[f"part_{part.key}"] = forms.CharField(
                label=part.label,
                help_text="" if part.must else _("The note can be ready without it."),
                max_length=4000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
            if part.must:
                self.fields[f"part_{part.key}"].needed = _("needed when it is ready")  # type: ignore[attr-defined]
        self.fields["cost"] = MoneyField(
            label=_("What is it thought to cost in all?"),
            help_text=_("Leave it open where nobody can say yet."),
            required=False,
        )
        platforms = [(value, capfirst(str(label))) for value, label in RadarEntry.Platform.choices]
        self.fields["platform"] = forms.ChoiceField(label=_("Platform"), required=False, choices=platforms)
        self.fields["platform"].needed = _("needed when it is ready")  # type: ignore[attr-defined]
        self.fields["platform_reason"] = forms.CharField(
            label=_("Why not Fiks"),
            max_length=500,
            required=False,
        )
        self.fields["platform_reason"].needed = _("needed for another platform")  # type: ignore[attr-defined]
        self.fields["ready"] = forms.BooleanField(
            label=_("The concept note is ready"),
            help_text=_("Then everyone in the co-operation can read it. Until then, only those who write it."),
            required=False,
        )

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments: the parts by their keys."""
        own = super().arguments()
        return own | {"told": {part.key: own.pop(f"part_{part.key}") for part in packaged().parts}}
