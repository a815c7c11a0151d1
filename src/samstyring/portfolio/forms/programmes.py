"""The forms of programmes, and of what a project waits for."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui import formats
from samstyring.ui.fields import Choice, DayField, Pairs
from samstyring.ui.forms import PlainSelect
from samstyring.ui.views import ActForm

from .. import queries


class ProgrammeForm(ActForm):
    """What is said of a programme."""

    name = forms.CharField(label=_("Name of the programme"), max_length=200)
    purpose = forms.CharField(
        label=_("What is it to achieve?"),
        help_text=_("What the projects in it serve together."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parties = {str(party.pk): party for party, _signed in queries.parties_to_choose(on)}
        self.fields["owner"] = forms.ChoiceField(
            label=_("Who answers for the whole?"),
            choices=[("", ""), *((key, str(party)) for key, party in self._parties.items())],
        )

    def clean_owner(self) -> Any:
        """Return the organisation."""
        return self._parties[self.cleaned_data["owner"]]


class PlaceForm(ActForm):
    """The programme of a project."""

    def __init__(self, *args: Any, rows: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = {str(row.pk): row for row in rows}
        self.fields["programme"] = forms.ChoiceField(
            label=_("Which programme does it belong to?"),
            required=False,
            choices=[("", _("None")), *((key, row.name) for key, row in self._rows.items())],
        )

    def clean_programme(self) -> Any:
        """Return the programme."""
        return self._rows.get(self.cleaned_data["programme"])


class OtherForm(forms.Form):
    """What a project waits for: another project, or something on the radar."""

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str, bool]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (_("Projects"), [(code, f"{name} ({code})") for code, name, national in choices if not national]),
            (_("National radar"), [(code, f"{name} ({code})") for code, name, national in choices if national]),
        ]
        self.fields["on"] = forms.ChoiceField(
            label=_("What does the project wait for?"),
            choices=Pairs([("", ""), *((str(name), rows) for name, rows in groups if rows)]),
            widget=PlainSelect,
        )


class DependencyForm(ActForm):
    """What is needed, by when, and from which milestone."""

    what = forms.CharField(
        label=_("What does the project need?"),
        help_text=_("What must be there before the project can go on."),
        max_length=300,
    )
    needed_on = DayField(label=_("By when?"))

    def __init__(self, *args: Any, milestones: Sequence[Any], is_project: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._milestones = {str(row.pk): row for row in milestones}
        if is_project:
            self.fields["milestone"] = forms.ChoiceField(
                label=_("When is it there?"),
                required=False,
                widget=forms.RadioSelect,
                choices=[
                    *((key, Choice(row.name, formats.day(row.due_on))) for key, row in self._milestones.items()),
                    ("", _("When the other project ends")),
                ],
            )

    def arguments(self) -> dict[str, Any]:
        """Return the values as one argument."""
        found = super().arguments()
        return {"values": {**found, "milestone": self._milestones.get(found.get("milestone") or "")}}
