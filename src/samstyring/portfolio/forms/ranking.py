"""The forms of ranked lists: what a list is for, its order row by row, and what became of a candidate."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.records.uploads import upload_of
from samstyring.ui.fields import Choice, DayField, FileField, MoneyField, WholeNumberField
from samstyring.ui.forms import rows
from samstyring.ui.views import ActForm

from ..models import CandidateOutcome, RankedList

KINDS = (
    (
        RankedList.Kind.CALL,
        Choice(_("One call for grants"), _("Who applies for money from one funder, and in which order.")),
    ),
    (RankedList.Kind.YEAR, Choice(_("A year"), _("What the co-operation wants to do first next year."))),
)
VALUES = ("name", "year", "funder", "deadline", "frame")


class FactsForm(ActForm):
    """What a list is for."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("For example: Prosjektskjønn 2023, Statsforvaltaren.")
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"class": "wide-8 num", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Write the year with four figures, for example 2023.")},
    )
    funder = forms.CharField(
        label=_("Funder"), max_length=200, required=False, help_text=_("Who gives the grants. Needed for a call.")
    )
    deadline = DayField(label=_("Deadline for applications"), required=False, help_text=_("Needed for a call."))
    frame = MoneyField(
        label=_("Frame of the call"), required=False, help_text=_("What there is to give in all, where it is known.")
    )

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments: the values as one."""
        own = super().arguments()
        return {"values": {name: own.pop(name) for name in VALUES}, **own}


class ListForm(FactsForm):
    """A new list: of which kind it is too."""

    kind = forms.ChoiceField(label=_("What is ranked for?"), choices=KINDS, widget=forms.RadioSelect)
    field_order = ("kind", *VALUES)


class CandidateForm(forms.Form):
    """A candidate of a list: its place, which one, what is asked for it, and why it stands there."""

    was = forms.IntegerField(required=False, widget=forms.HiddenInput)
    place = WholeNumberField(label=_("Rank"), min_value=1, max_value=1000, required=False)
    project = forms.ChoiceField(label=_("Candidate"))
    asked = MoneyField(label=_("Asked for"), minimum=1)
    reason = forms.CharField(label=_("Why it stands here"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, projects: Sequence[tuple[Any, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._projects = {str(project.pk): project for project, _words in projects}
        choices = [(str(project.pk), words) for project, words in projects]
        self.fields["project"].choices = [("", _("Choose a candidate")), *choices]  # type: ignore[attr-defined]

    def clean_project(self) -> Any:
        """Return the project."""
        return self._projects.get(self.cleaned_data["project"])


CandidateRows = rows(CandidateForm, legend=_("Candidates in order"), add_words=_("Add a candidate"), minimum=1, extra=1)


class OutcomeForm(ActForm):
    """What became of a candidate."""

    state = forms.ChoiceField(
        label=_("What has happened?"),
        choices=[(value, str(label)) for value, label in CandidateOutcome.State.choices],
        widget=forms.RadioSelect,
    )
    happened_on = DayField(label=_("When?"))
    amount = MoneyField(
        label=_("Amount awarded"),
        required=False,
        help_text=_("Only where it is awarded. In full: leave it empty, and the amount asked for is meant."),
    )
    evidence = forms.CharField(
        label=_("Where does it stand?"), max_length=300, help_text=_("A letter, a case number or a page.")
    )
    letter = FileField(label=_("The letter as a file"), required=False, megabytes=50)
    words = forms.CharField(
        label=_("In one sentence"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            (value, str(label).capitalize()) for value, label in CandidateOutcome.State.choices
        ]

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments, the file as an upload."""
        own = super().arguments()
        return {**own, "letter": upload_of(own["letter"]) if own["letter"] else None}
