"""The forms of a project's plan."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.fields import DayField
from samstyring.ui.views import ActForm

from ..models import Milestone


class MilestoneForm(ActForm):
    """A milestone, a deliverable, or when a decision point is planned."""

    name = forms.CharField(label=_("What is reached or delivered?"), max_length=200)
    kind = forms.ChoiceField(
        label=_("What kind?"),
        choices=[
            (Milestone.Kind.MILESTONE, _("A milestone")),
            (Milestone.Kind.DELIVERABLE, _("A deliverable, which somebody accepts")),
            (Milestone.Kind.DECISION, _("A decision point: when it is planned to be passed")),
        ],
        widget=forms.RadioSelect,
        initial=Milestone.Kind.MILESTONE,
    )
    point = forms.ChoiceField(
        label=_("Which decision point of the project model?"),
        help_text=_(
            "For a decision point. When that is passed, this stands as reached, on the day that it was passed."
        ),
        required=False,
    )
    due_on = DayField(label=_("When is it to be reached?"))
    criteria = forms.CharField(
        label=_("What does it take to be accepted?"),
        help_text=_("Needed for a deliverable."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    accepted_by = forms.CharField(
        label=_("Who accepts it?"), help_text=_("A role. Needed for a deliverable."), max_length=200, required=False
    )

    def __init__(self, *args: Any, points: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if points:
            self.fields["point"].choices = [("", _("None of them")), *points.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["point"]

    def arguments(self) -> dict[str, Any]:
        """Return the values as one argument."""
        return {"values": super().arguments()}


class AcceptForm(ActForm):
    """When it was reached, and who accepted it."""

    done_on = DayField(label=_("When was it reached?"))
    remark = forms.CharField(
        label=_("Who has accepted it?"),
        help_text=_("And where it stands, for example in the minutes of the project board. Needed for a deliverable."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["done_on"]
        assert isinstance(day, DayField)
        day.latest = day.initial = on


class ReasonForm(ActForm):
    """Why something is done."""

    reason = forms.CharField(label=_("Why?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
