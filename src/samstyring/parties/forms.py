"""Forms for people and offices."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.context import LANGUAGE_NAMES, languages
from samstyring.ui.fields import DayField, Pairs
from samstyring.ui.forms import PlainSelect
from samstyring.ui.views import ActForm

from . import queries
from .registry import letters


class PersonForm(ActForm):
    """A new person."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Needed for an account and for questions by e-mail. It is never shown to the public."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=lambda: [(code, LANGUAGE_NAMES[code]) for code in languages()],
        help_text=_("The language of letters to this person."),
    )


class LetterForm(ActForm):
    """A form that takes the letter or the decision behind what it registers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"] = letters["records"].field(
            label=_("The letter or the decision"), help_text=_("Kept with the basis, as its evidence."), required=False
        )

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments, the file as the act takes it."""
        found = super().arguments()
        return {**found, "evidence": letters["records"].upload(found["evidence"])}


class AppointForm(LetterForm):
    """Who holds an office, from when, and how it was decided."""

    person = forms.ChoiceField(label=_("Who"), widget=PlainSelect)
    from_date = DayField(label=_("From"), help_text=_("The first day in the office."))
    source = forms.CharField(
        label=_("How it was decided"),
        max_length=200,
        help_text=_("For example: letter from the municipality, or a decision with its number."),
    )
    dated = DayField(
        label=_("Dated"), required=False, help_text=_("The date of the letter or decision, if it is another day.")
    )

    def __init__(self, *args: Any, people: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = ((row.key, f"{row.name} ({row.organisation})" if row.organisation else row.name) for row in people)
        self.fields["person"].choices = Pairs([("", _("Choose a person")), *named])  # type: ignore[attr-defined]

    def clean_person(self) -> Any:
        """Return the person."""
        return queries.person(self.cleaned_data["person"])


class EndOfficeForm(LetterForm):
    """The day from which someone holds an office no longer."""

    until = DayField(label=_("From which day"), help_text=_("The first day without the office."))
    source = forms.CharField(
        label=_("How it was decided"),
        max_length=200,
        help_text=_("For example: left the position, or a letter from the municipality."),
    )
