"""The forms by which municipalities are merged, and by which one is split."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.records.uploads import UploadField
from samstyring.ui.fields import DayField, WholeNumberField
from samstyring.ui.views import ActForm

STANDARDS = (("nynorsk", _("Nynorsk")), ("bokmål", _("Bokmål")), ("nøytral", _("neutral")))


class NewMunicipality(ActForm):
    """A municipality that begins on a day: what it is called, and where that is known from."""

    on = DayField(label=_("From"), help_text=_("The first day of it. It may be a day to come."))
    name = forms.CharField(label=_("Name of the new municipality"), max_length=200)
    municipality_number = forms.CharField(
        label=_("Municipality number"), max_length=4, widget=forms.TextInput({"class": "wide-8"})
    )
    number = forms.CharField(label=_("Organisation number"), max_length=9, widget=forms.TextInput({"class": "wide-12"}))
    written_standard = forms.ChoiceField(label=_("Written standard"), choices=STANDARDS)
    inhabitants = WholeNumberField(label=_("Inhabitants on that day"), required=False)
    is_party = forms.TypedChoiceField(
        label=_("Is it a party to the agreement from that day?"),
        choices=[("yes", _("Yes, in the place of those that were")), ("no", _("No, it must join by its signature"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label=_("Who decided it, and where"), max_length=200, help_text=_("For example: royal decree of 17 June 2022.")
    )
    evidence = UploadField(label=_("The decision"), required=False)
    seen = forms.BooleanField(label=_("I have checked the municipalities, the day and the numbers"))

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments: that it was checked is for the page alone."""
        return {name: value for name, value in super().arguments().items() if name != "seen"}


class MergerForm(NewMunicipality):
    """Which are merged, into which, from which day, and where that is known from."""

    predecessors: Any = forms.ModelMultipleChoiceField(
        label=_("Those that are merged"), queryset=None, widget=forms.CheckboxSelectMultiple
    )
    into: Any = forms.ModelChoiceField(
        label=_("Into which?"),
        queryset=None,
        required=False,
        empty_label=_("A new municipality"),
        help_text=_("One that is there already goes on as it is; then name and numbers are left out."),
    )
    name = forms.CharField(label=_("Name of the new municipality"), max_length=200, required=False)
    municipality_number = forms.CharField(
        label=_("Municipality number"), max_length=4, required=False, widget=forms.TextInput({"class": "wide-8"})
    )
    number = forms.CharField(
        label=_("Organisation number"), max_length=9, required=False, widget=forms.TextInput({"class": "wide-12"})
    )
    field_order = ("predecessors", "into", "on", "name", "municipality_number", "number")


class SplitForm(NewMunicipality):
    """Which is split, what the new municipality is called, and where that is known from."""

    origin: Any = forms.ModelChoiceField(label=_("Which municipality is split?"), queryset=None)
    inhabitants = WholeNumberField(label=_("Inhabitants of the new one on that day"), required=False)
    inhabitants_left = WholeNumberField(label=_("Inhabitants of the rest on that day"), required=False)
    is_party = forms.TypedChoiceField(
        label=_("Is the new one a party to the agreement from that day?"),
        choices=[("yes", _("Yes, as the whole is")), ("no", _("No, it must join by its signature"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    field_order = (
        "origin", "on", "name", "municipality_number", "number", "written_standard", "inhabitants", "inhabitants_left",
    )  # fmt: skip
