"""Forms of what still holds."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.records.models import TakenOverDecision
from samstyring.ui.fields import DayField, Pairs
from samstyring.ui.forms import PlainSelect
from samstyring.ui.views import ActForm

from ..models import Decision


class ReviewDateForm(ActForm):
    """By when a decision is looked at anew."""

    review_on = DayField(
        label=gettext_lazy("Look at it anew by"),
        required=False,
        help_text=gettext_lazy("Left empty, the decision has no day for review."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, current: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["review_on"]
        field.initial, field.earliest = current, clock.today()


class BringForm(ActForm):
    """Which of a body's decisions a case proposes confirmed, and which repealed."""

    title = forms.CharField(label=gettext_lazy("Title of the case"), max_length=200)
    review_on = DayField(
        label=gettext_lazy("Those that are confirmed are looked at anew by"),
        required=False,
        help_text=gettext_lazy("It can be changed for each in the case."),
    )

    def __init__(
        self, *args: Any, decisions: Sequence[Decision | TakenOverDecision], today: date, **kwargs: Any
    ) -> None:
        self.decisions = list(decisions)
        super().__init__(*args, **kwargs)
        self.fields["title"].initial = _("What still holds of earlier decisions, %(year)s") % {"year": today.year}
        self.fields["review_on"].earliest = today  # type: ignore[attr-defined]
        choices = Pairs(
            [("no", _("Not this time")), ("confirm", _("Proposed confirmed")), ("repeal", _("Proposed repealed"))]
        )
        for decision in self.decisions:
            self.fields[f"decision_{decision.pk}"] = forms.ChoiceField(
                label=f"{decision.label} {decision.title}", choices=choices, initial="no", widget=PlainSelect
            )

    def rows(self) -> list[tuple[Decision | TakenOverDecision, Any]]:
        """Return each decision with its field, for the template."""
        return [(decision, self[f"decision_{decision.pk}"]) for decision in self.decisions]

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments."""
        data = self.cleaned_data
        chosen = {kind: [each for each in self.decisions if data.get(f"decision_{each.pk}") == kind] for kind in KINDS}
        return {"title": data["title"], "review_on": data["review_on"], **chosen}


KINDS = ("confirm", "repeal")
