"""The form by which another owner of a project is proposed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.charter.naming import naming_decider
from samstyring.ui.fields import DayField
from samstyring.ui.views import ActForm

from .. import queries
from ..models import Project


class HandOverForm(ActForm):
    """Which municipality, from when, and why."""

    def __init__(self, *args: Any, project: Project, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parties = {
            str(party.pk): party
            for party, signed in queries.parties_to_choose(on)
            if signed and party.pk != project.owner_id
        }
        self.fields["organisation"] = forms.ChoiceField(
            label=_("Which municipality is to take over?"),
            choices=[("", ""), *((key, str(party)) for key, party in self._parties.items())],
        )
        day = DayField(label=_("From which day?"), help_text=_("Its first day as project owner, if it is decided."))
        day.earliest = on
        self.fields["proposed_from"] = day
        self.fields["reason"] = forms.CharField(
            label=_("Why?"),
            help_text=naming_decider(
                _("The new owner reads this before it answers, and %(body)s before it decides."),
                "portfolio.hand_over_project",
            ),
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def clean_organisation(self) -> Any:
        """Return the municipality."""
        return self._parties[self.cleaned_data["organisation"]]
