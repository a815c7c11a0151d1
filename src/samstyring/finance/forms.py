"""The forms of finance: a budget and a funding plan, row by row."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.portfolio import queries as portfolio
from samstyring.ui.fields import MoneyField, Pairs
from samstyring.ui.forms import PlainSelect, rows
from samstyring.ui.views import ActForm

from .models import FundingSource

CERTAINTIES = [
    (FundingSource.Certainty.APPLIED, _("Applied for")),
    (FundingSource.Certainty.PROMISED, _("Promised")),
    (FundingSource.Certainty.SECURED, _("Secured")),
]


class YearField(forms.IntegerField):
    """A year, written as it is: 2023, never 2 023."""

    widget = forms.TextInput(attrs={"class": "wide-8 num", "inputmode": "numeric", "autocomplete": "off"})

    def __init__(self) -> None:
        super().__init__(
            label=_("Year"),
            min_value=2000,
            max_value=2100,
            error_messages={"invalid": _("Write the year with four figures, for example 2023.")},
        )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Give a text field no limits of a number field."""
        return {}


class NoteForm(ActForm):
    """What stands beside the rows."""

    note = forms.CharField(
        label=_("Note"),
        help_text=_("What the figures rest on, and what they leave out."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LineForm(forms.Form):
    """A line of a budget."""

    text = forms.CharField(label=_("What"), max_length=200)
    year = YearField()
    amount = MoneyField(label=_("Amount"), negative=True)


NOBODY: Mapping[str, Any] = {}


class SourceForm(forms.Form):
    """A source of a funding plan. A municipality's own name is used where no other is written."""

    name = forms.CharField(label=_("Source"), max_length=200, required=False)
    organisation = forms.ChoiceField(label=_("Municipality"), required=False, widget=PlainSelect)
    year = YearField()
    amount = MoneyField(label=_("Amount"), minimum=1)
    certainty = forms.ChoiceField(label=_("How certain?"), choices=[("", ""), *CERTAINTIES])

    def __init__(self, *args: Any, parties: Mapping[str, Any] = NOBODY, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parties = parties
        named = [(key, str(party)) for key, party in parties.items()]
        self.fields["organisation"].choices = Pairs([("", _("None")), *named])  # type: ignore[attr-defined]

    def clean_organisation(self) -> Any:
        """Return the organisation."""
        return self._parties.get(self.cleaned_data["organisation"])

    def clean(self) -> dict[str, Any]:
        """A source has a name."""
        cleaned = super().clean() or self.cleaned_data
        if not (cleaned.get("name") or "").strip() and cleaned.get("organisation") is None:
            self.add_error("name", _("Write where the money comes from, or choose a municipality."))
        return cleaned


LineRows = rows(LineForm, legend=_("Lines of the budget"), add_words=_("Add a line"), minimum=1)
SourceRows = rows(SourceForm, legend=_("Sources of the money"), add_words=_("Add a source"), minimum=1)


def parties(on: date) -> Mapping[str, Any]:
    """Return the municipalities that money can come from, by key."""
    return {str(party.pk): party for party, _signed in portfolio.parties_to_choose(on)}
