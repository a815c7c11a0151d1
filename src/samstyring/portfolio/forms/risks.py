"""The forms of risks and opportunities."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.charter.naming import naming_decider
from samstyring.ui.fields import DayField
from samstyring.ui.views import ActForm

from ..models import Risk, RiskRaising
from ..queries.steering import BOARD_DECIDES
from ..risk_scale import choices, scale

EVERYONE, CHOSEN = "everyone", "chosen"
ON_THE_SCALE = (
    ("probability", _("How probable is it now?")),
    ("impact", _("How large is the effect now?")),
    ("probability_after", _("How probable will it be when the actions are done?")),
    ("impact_after", _("How large will the effect be when the actions are done?")),
)


def _prose(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


def _category() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Category"), choices=[("", "–"), *Risk.Category.choices])


class AssessRiskForm(ActForm):
    """Probability and impact before and after the actions, and who is exposed."""

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = scale()
        for name, label in ON_THE_SCALE:
            steps = known.impact if name.startswith("impact") else known.probability
            self.fields[name] = forms.TypedChoiceField(label=label, choices=[("", "–"), *choices(steps)], coerce=int)
        self.fields["whom"] = forms.ChoiceField(
            label=_("Which municipalities are exposed?"),
            choices=[(EVERYONE, _("All that take part in the project")), (CHOSEN, _("Those that I tick below"))],
            widget=forms.RadioSelect,
            initial=EVERYONE,
        )
        self.fields["exposed"] = forms.MultipleChoiceField(
            label=_("Municipalities"),
            required=False,
            choices=list(parties),
            widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-many"}),
        )
        self.fields["remark"] = forms.CharField(
            label=_("Why is it judged so?"),
            max_length=1000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def arguments(self) -> dict[str, Any]:
        """Return the values as one argument."""
        own = super().arguments()
        return {"values": own | {"everyone": own.pop("whom") == EVERYONE}}


class RegisterRiskForm(AssessRiskForm):
    """A risk or an opportunity with its first assessment."""

    kind = forms.ChoiceField(
        label=_("Risk or opportunity?"),
        choices=[
            (Risk.Kind.RISK, _("A risk: something that can harm the project")),
            (Risk.Kind.OPPORTUNITY, _("An opportunity: something that can benefit it")),
        ],
        widget=forms.RadioSelect,
        initial=Risk.Kind.RISK,
    )
    title = forms.CharField(label=_("What can happen?"), max_length=200)
    cause = _prose(_("What causes it?"))
    consequence = _prose(_("What does it lead to?"))
    category = _category()


class EditRiskForm(ActForm):
    """What a risk or an opportunity is."""

    title = forms.CharField(label=_("What can happen?"), max_length=200)
    cause = _prose(_("What causes it?"))
    consequence = _prose(_("What does it lead to?"))
    category = _category()

    def arguments(self) -> dict[str, Any]:
        """Return the values as one argument."""
        return {"values": super().arguments()}


class RiskActionForm(ActForm):
    """What is done, by whom, and by when."""

    what = forms.CharField(label=_("What is to be done?"), max_length=300)
    responsible = forms.CharField(label=_("Who sees to it?"), help_text=_("A role, for example: the project manager."), max_length=200)  # fmt: skip
    due_on = DayField(label=_("By when?"))


class FinishRiskActionForm(ActForm):
    """When it was done, and what came of it."""

    done_on = DayField(label=_("When was it done?"))
    remark = forms.CharField(
        label=_("What came of it?"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["done_on"]
        assert isinstance(day, DayField)
        day.latest = day.initial = on


class RaiseRiskForm(ActForm):
    """What the portfolio board is asked for, and what the secretariat thinks of it."""

    purpose = forms.ChoiceField(
        label=naming_decider(_("What is %(body)s asked for?"), BOARD_DECIDES),
        choices=[
            (RiskRaising.Purpose.ACCEPT, _("To accept it as it is judged")),
            (RiskRaising.Purpose.INFORM, _("To be informed of it")),
        ],
        widget=forms.RadioSelect,
        initial=RiskRaising.Purpose.ACCEPT,
    )
    assessment = _prose(_("Why is it brought up?"), _("It becomes the assessment of the case."))
    last_day = DayField(
        label=_("Accepted until and including"),
        required=False,
        help_text=_("Leave it empty, and it is accepted until it is judged anew."),
    )
