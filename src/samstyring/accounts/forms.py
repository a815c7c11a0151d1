"""Forms of sign-in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PickForm(forms.Form):
    """Pick an account of the demo."""

    account = forms.UUIDField()


class CapacityForm(forms.Form):
    """Choose the capacity to act in."""

    capacity = forms.ChoiceField(label=_("Act as"))

    def __init__(self, *args: Any, capacities: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capacity"].choices = [(capacity.key, capacity.label) for capacity in capacities]  # type: ignore[attr-defined]
