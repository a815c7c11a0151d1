"""The field that releasing takes where the rules of procedure are passed over."""

from django import forms
from django.utils.translation import gettext_lazy


def reason_field() -> forms.CharField:
    """Return the field for why something is released that the rules do not make public."""
    return forms.CharField(
        label=gettext_lazy("Why it is released all the same"),
        help_text=gettext_lazy("Anyone can read it: write nothing in it that is exempt."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
