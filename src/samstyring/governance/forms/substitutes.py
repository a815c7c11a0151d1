"""Forms on substitutes."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import clock
from samstyring.ui.fields import DayField
from samstyring.ui.views import ActForm

from .bodies import EvidenceForm, evidence_field

YES_NO = [("yes", _("Yes, I come")), ("no", _("No, I cannot come"))]


class AnswerForm(ActForm):
    """Whether a substitute can meet."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )


class RegisterAnswerForm(EvidenceForm):
    """An answer that the secretariat received."""

    answer = forms.ChoiceField(
        label=_("The answer"),
        choices=[("yes", _("Comes")), ("no", _("Cannot come: the next one is asked"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    evidence = evidence_field(label=_("The letter or e-mail that says so"))


class SubstituteForm(EvidenceForm):
    """Who becomes a substitute of which seat, for how long, and on what."""

    seat = forms.ChoiceField(label=_("Substitute for"))
    person = forms.ChoiceField(label=_("Who"))
    from_date = DayField(label=_("From and including"))
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Empty: until further notice."))
    source = forms.CharField(
        label=_("On what it rests"),
        help_text=_("For example: a letter from the municipality, or a decision of the body."),
        max_length=200,
    )
    evidence = evidence_field()

    def __init__(self, *args: Any, seats: list[tuple[str, str]], people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = seats  # type: ignore[attr-defined]
        self.fields["person"].choices = [("", ""), *people]  # type: ignore[attr-defined]
        self.fields["from_date"].initial = clock.today

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments: the day after the last one is the first without."""
        found = super().arguments()
        last = found.pop("last_day", None)
        return {**found, "until": last + timedelta(days=1) if last else None}


class EndSubstituteForm(ActForm):
    """From which day, and on what."""

    until = DayField(label=_("No substitute from and including"))
    source = forms.CharField(label=_("On what it rests"), max_length=200)
