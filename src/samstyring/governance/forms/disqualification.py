"""Forms on disqualification."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.views import ActForm

from ..models import DisqualificationQuestion

Tie = DisqualificationQuestion.Tie


class RaiseForm(ActForm):
    """Whom the question is about, and what the tie is."""

    seat = forms.ChoiceField(label=_("Whom is it about?"))
    tie = forms.ChoiceField(
        label=_("What kind of tie is it?"),
        choices=[
            (Tie.PERSONAL, _("A personal tie")),
            (Tie.SUPPLIER, _("A tie to a supplier")),
            (Tie.OTHER, _("Other")),
        ],
        widget=forms.RadioSelect,
        help_text=_(
            "Family, close friendship or enmity, own economic interest; or work for, ownership of, or a post with a"
            " supplier that the item concerns. That one's own municipality leads, takes part in or pays for a project is"
            " no ground by itself."
        ),
    )
    ground = forms.CharField(
        label=_("What is the tie?"),
        help_text=_("Short and factual. It stands in the minutes unless it is left out of the public copy."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    declared = forms.BooleanField(label=_("The member said so in person"), required=False)

    def __init__(self, *args: Any, seats: Sequence[tuple[str, str]], for_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["seat"]
        field.choices = [("", ""), *seats] if len(seats) != 1 else list(seats)
        if not for_others:
            del self.fields["declared"]


class RuleForm(ActForm):
    """How the body ruled, and why."""

    disqualified = forms.ChoiceField(
        label=_("What did the meeting find?"),
        choices=[("yes", _("Disqualified: leaves the item")), ("no", _("Not disqualified: stays"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    substitute = forms.CharField(
        label=_("Who steps in, if anyone does"),
        help_text=_("Name and office. Nobody named: the seat has no position on this item, and is not counted."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, substitutes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not substitutes:
            del self.fields["substitute"]

    def arguments(self) -> dict[str, Any]:
        """Return the answer as yes or no."""
        return {**super().arguments(), "disqualified": self.cleaned_data["disqualified"] == "yes"}
