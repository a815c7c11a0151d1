"""The forms of ranked lists: what a list is for, its order row by row, and what became of a candidate."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samstyring.records.uploads import upload_of
from samstyring.ui.fields import DayField, FileField, MoneyField, WholeNumberField
from samstyring.ui.forms import rows
from samstyring.ui.views import ActForm

from ..models import CandidateOutcome, RankedList

VALUES = ("name", "year", "funder", "deadline", "frame")


class YearForm(ActForm):
    """What a list for a year is called, and which year."""

    name = forms.CharField(label=_("Name"), max_length=200)
    year = forms.IntegerField(
        label=_("Year"),
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"class": "wide-8 num", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Write the year with four figures, for example 2023.")},
    )

    def __init__(self, *args: Any, kept: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept = kept or {}

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments: the values as one. What the form does not ask for stays as it is."""
        own = super().arguments()
        values = {name: own.pop(name) if name in own else self._kept.get(name) for name in VALUES}
        return {"values": values, **own}


class CallForm(YearForm):
    """The same of a call for grants: who gives, by when, and how much there is."""

    funder = forms.CharField(label=_("Funder"), max_length=200, help_text=_("Who gives the grants."))
    deadline = DayField(label=_("Deadline for applications"))
    frame = MoneyField(
        label=_("Frame of the call"), required=False, help_text=_("What there is to give in all, where it is known.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _("For example: Prosjektskjønn 2023, Statsforvaltaren.")


def form_of(kind: str) -> type[YearForm]:
    """Return the form of what a list of a kind is for."""
    return YearForm if kind == RankedList.Kind.YEAR else CallForm


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
        self._words = {str(project.pk): words for project, words in projects}
        choices = [(key, f"{project} ({project.code}), {self._words[key]}") for key, project in self._projects.items()]
        self.fields["project"].choices = [("", _("Choose a candidate")), *choices]  # type: ignore[attr-defined]
        # A long name hides its sum in a narrow field, so what is chosen has it below the field too: with its code, since
        # another can be chosen before the page is drawn again.
        name = self.add_prefix("project")
        chosen = self.data.get(name) if self.is_bound else self.initial.get("project")
        if project := self._projects.get(str(chosen)):
            self.fields["project"].help_text = f"{project.code}: {self._words[str(chosen)]}"

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
            (value, capfirst(str(label))) for value, label in CandidateOutcome.State.choices
        ]

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments, the file as an upload."""
        own = super().arguments()
        return {**own, "letter": upload_of(own["letter"]) if own["letter"] else None}


NOTHING_NEW = ""


class OutcomesForm(ActForm):
    """What one letter, receipt or meeting says of several candidates: the day and where it stands once, then each."""

    happened_on = DayField(label=_("When?"))
    evidence = forms.CharField(
        label=_("Where does it stand?"), max_length=300, help_text=_("A letter, a case number or a page.")
    )
    letter = FileField(label=_("The letter as a file"), required=False, megabytes=50)

    def __init__(self, *args: Any, places: Sequence[Any] = (), propose: str = NOTHING_NEW, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plain = True  # all about a candidate is left empty where nothing is new
        self._projects = {place.project.code: place.project for place in places}
        states = [(value, capfirst(str(label))) for value, label in CandidateOutcome.State.choices]
        for place in places:
            code = place.project.code
            self.fields[f"state_{code}"] = forms.ChoiceField(
                label=_("What has happened?"),
                choices=[(NOTHING_NEW, _("Nothing new")), *states],
                required=False,
                initial=propose if place.outcome is None else NOTHING_NEW,
            )
            self.fields[f"amount_{code}"] = MoneyField(label=_("Amount awarded"), required=False)
            self.fields[f"evidence_{code}"] = forms.CharField(label=_("Another source"), max_length=300, required=False)
            self.fields[f"words_{code}"] = forms.CharField(label=_("In one sentence"), max_length=1000, required=False)

    def parts(self, code: str) -> list[Any]:
        """Return the fields of a candidate."""
        return [self[f"{name}_{code}"] for name in ("state", "amount", "evidence", "words")]

    def clean(self) -> dict[str, Any]:
        """What is written of a candidate belongs to something that has happened to it."""
        cleaned = super().clean() or self.cleaned_data
        for code in self._projects:
            said = any(cleaned.get(f"{name}_{code}") for name in ("amount", "evidence", "words"))
            if said and not cleaned.get(f"state_{code}"):
                self.add_error(f"state_{code}", _("Say what has happened, or leave the rest empty."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments: those of whom something is said."""
        own = super().arguments()
        said = [
            {"project": project} | {name: own[f"{name}_{code}"] for name in ("state", "amount", "evidence", "words")}
            for code, project in self._projects.items()
            if own[f"state_{code}"]
        ]
        return {
            "outcomes": said,
            "happened_on": own["happened_on"],
            "evidence": own["evidence"],
            "letter": upload_of(own["letter"]) if own["letter"] else None,
        }
