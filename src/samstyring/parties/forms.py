"""Forms for people and offices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.context import LANGUAGE_NAMES, languages
from samstyring.ui.fields import DayField
from samstyring.ui.forms import PlainSelect
from samstyring.ui.views import ActForm

from .registry import letters


class PersonChoice(forms.ModelChoiceField):
    """A person, shown with where they are from."""

    widget = PlainSelect

    def label_from_instance(self, obj: Any) -> str:
        """Write the name and the organisation."""
        return f"{obj.name} ({obj.organisation.name})" if obj.organisation else obj.name


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

    person = PersonChoice(label=_("Who"), queryset=None, empty_label=_("Choose a person"))
    from_date = DayField(label=_("From"), help_text=_("The first day in the office."))
    source = forms.CharField(
        label=_("How it was decided"),
        max_length=200,
        help_text=_("For example: letter from the municipality, or a decision with its number."),
    )
    dated = DayField(
        label=_("Dated"), required=False, help_text=_("The date of the letter or decision, if it is another day.")
    )


class EndOfficeForm(LetterForm):
    """The day from which someone holds an office no longer."""

    until = DayField(label=_("From which day"), help_text=_("The first day without the office."))
    source = forms.CharField(
        label=_("How it was decided"),
        max_length=200,
        help_text=_("For example: left the position, or a letter from the municipality."),
    )
