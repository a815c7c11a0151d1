"""The forms of a project's registers, made of what a register asks for."""

from datetime import date
from typing import Any

from django import forms

from samstyring.ui.fields import DayField
from samstyring.ui.views import ActForm

from ..rules.registers import PROSE, Closing, Field, Register


def _field(each: Field) -> forms.Field:
    common: dict[str, Any] = {"label": each.asks, "help_text": each.help, "required": each.required}
    if each.choices:
        coerce: Any = type(each.choices[0][0])
        return forms.TypedChoiceField(choices=[("", "–"), *each.choices], coerce=coerce, **common)
    if each.day:
        return DayField(**common)
    widget = forms.Textarea(attrs={"rows": 3}) if each.length == PROSE else forms.TextInput()
    return forms.CharField(max_length=each.length, widget=widget, **common)


class EntryForm(ActForm):
    """An entry of a register."""

    def __init__(self, *args: Any, register: Register, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in register.fields:
            self.fields[each.name] = _field(each)

    def arguments(self) -> dict[str, Any]:
        """Return the values as one argument."""
        return {"values": super().arguments()}


class CloseEntryForm(ActForm):
    """When it came to its end, and what came of it."""

    def __init__(self, *args: Any, closing: Closing, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = DayField(label=closing.asks_day)
        day.latest = day.initial = on
        self.fields["closed_on"] = day
        self.fields["closed_words"] = forms.CharField(
            label=closing.asks_words,
            max_length=1000,
            required=closing.needs_words,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
