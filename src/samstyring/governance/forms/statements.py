"""The form of an observer's statement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.views import ActForm


class StatementForm(ActForm):
    """Who says what."""

    seat = forms.ChoiceField(label=_("Observer"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Statement"),
        help_text=_("It stands in the minutes as the observer's, apart from the positions. Empty takes it back."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    def __init__(self, *args: Any, seats: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["seat"]
        field.choices = seats
        if len(seats) == 1:
            field.initial = seats[0][0]
