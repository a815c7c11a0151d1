"""The forms of steering within frames: changes, forecasts, exception reports."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.fields import DayField, MoneyField, WholeNumberField
from samstyring.ui.views import ActForm

OPTIONS = 4
"""How many options the form takes."""


class ChangeForm(ActForm):
    """What the project decided itself, and what it does to time and cost."""

    what = forms.CharField(label=_("What is changed?"), max_length=300)
    why = forms.CharField(label=_("Why?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    decided_by = forms.CharField(
        label=_("Who has decided it?"), help_text=_("A role, for example: the project manager."), max_length=200
    )
    decided_on = DayField(label=_("When was it decided?"))
    days = WholeNumberField(
        label=_("How much later does the project end?"),
        suffix=_("days"),
        required=False,
        min_value=-3650,
        max_value=3650,
        help_text=_("Nothing if the end is as before. Less than zero is sooner."),
    )
    dearer = MoneyField(label=_("How much dearer does it become?"), required=False)
    cheaper = MoneyField(label=_("Or how much cheaper?"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["decided_on"]
        assert isinstance(day, DayField)
        day.latest = day.initial = on

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments: one number for the cost."""
        own = super().arguments()
        cost = (own.pop("dearer") or 0) - (own.pop("cheaper") or 0)
        return own | {"days": own["days"] or 0, "cost": cost}


class ForecastForm(ActForm):
    """When it ends and what it costs, as it looks today."""

    ends_on = DayField(label=_("The project ends"), required=False)
    cost = MoneyField(label=_("It costs in all"), required=False)
    scope_breaks = forms.BooleanField(label=_("The scope is outside the tolerance"), required=False)
    benefit_breaks = forms.BooleanField(label=_("The benefit is outside the tolerance"), required=False)
    words = forms.CharField(
        label=_("What has changed since the last forecast?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments."""
        own = super().arguments()
        return own | {"scope_holds": not own.pop("scope_breaks"), "benefit_holds": not own.pop("benefit_breaks")}


class ExceptionReportForm(ActForm):
    """What happened, what can be done, and what the project recommends."""

    cause = forms.CharField(label=_("What has happened?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    consequences = forms.CharField(
        label=_("What does it lead to?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    recommendation = forms.CharField(
        label=_("What does the project recommend?"),
        help_text=_("It becomes the proposal of the case, so write it as a decision."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, OPTIONS + 1):
            self.fields[f"option_{number}"] = forms.CharField(
                label=_("Option %(number)s") % {"number": number}, max_length=200, required=number <= 2
            )
            self.fields[f"consequence_{number}"] = forms.CharField(
                label=_("What does option %(number)s lead to?") % {"number": number},
                max_length=1000,
                required=number <= 2,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.order_fields(["cause", "consequences", *list(self.fields)[3:], "recommendation"])

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments: the options as rows."""
        own = super().arguments()
        options = [
            {"name": own.pop(f"option_{number}"), "consequence": own.pop(f"consequence_{number}")}
            for number in range(1, OPTIONS + 1)
        ]
        return own | {"options": options}
