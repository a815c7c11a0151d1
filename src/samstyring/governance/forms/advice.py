"""The form of a body's advice."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from samstyring.ui.views import ActForm

from ..models import Advice


class AdviceForm(ActForm):
    """What the body advises, and its own words."""

    conclusion = forms.ChoiceField(
        label=gettext_lazy("What does the body advise?"),
        widget=forms.RadioSelect,
        choices=Advice.Conclusion.choices,
    )
    text = forms.CharField(
        label=gettext_lazy("In its own words"),
        help_text=gettext_lazy(
            "Why, and what should be changed. It follows the case to the body that decides, beside the recommendation of"
            " the secretariat. Can be left empty only where the body recommends the text as proposed."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["conclusion"]
        field.choices = [(value, capfirst(str(label))) for value, label in Advice.Conclusion.choices]
