"""Concluding an evaluation of the co-operation."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.kernel.models import Basis
from samstyring.ui import formats
from samstyring.ui.fields import DayField

from ..effects.evaluations import conclude_evaluation
from ..models import Case
from ..queries.texts import house_language
from ..registry import Asked, Matter, Payload, Reading, Requirement, register

CHECK = "governance.evaluation_in_window"


class EvaluationForm(forms.Form):
    """The period that was evaluated, both days included."""

    from_date = DayField(label=gettext_lazy("Evaluated from"))
    last_day = DayField(label=gettext_lazy("Evaluated to"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        initial = dict(kwargs.pop("initial", None) or {})
        for name in ("from_date", "last_day"):
            if isinstance(initial.get(name), str):
                initial[name] = date.fromisoformat(initial[name])
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.fields["from_date"].initial = charter.term_on(clock.today()).term_from

    def clean(self) -> dict[str, Any]:
        """The period ends after it begins."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, last = cleaned.get("from_date"), cleaned.get("last_day")
        if start and last and last < start:
            self.add_error("last_day", _("The last day cannot be before the first."))
        return cleaned

    def payload(self) -> dict[str, Any]:
        """Return the payload."""
        return {name: self.cleaned_data[name].isoformat() for name in ("from_date", "last_day")}


def _days(payload: Payload) -> tuple[date, date]:
    return date.fromisoformat(payload["from_date"]), date.fromisoformat(payload["last_day"])


@register
class ConcludeEvaluation(Matter):
    """The body concludes the evaluation of a period: what it found stands in the case, what follows in the wording."""

    name = "governance.conclude_evaluation"
    label = gettext_lazy("Conclude the evaluation")
    form_class = EvaluationForm
    case_kinds = ("free_text",)
    commits = False
    lasts = False

    def wording(self, payload: Payload) -> str:
        """Return the period, in the usual words."""
        start, last = _days(payload)
        with house_language():
            return _("The evaluation of the co-operation from %(start)s to %(last)s is concluded.") % {
                "start": formats.day(start),
                "last": formats.day(last),
            }

    def read(self, asked: Asked) -> Reading:
        """Return the period."""
        start, last = _days(asked.payload)
        lines = [(_("Evaluated from"), formats.day(start)), (_("Evaluated to"), formats.day(last))]
        return Reading(heading=self.label, lines=lines)

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Return that the time which the agreement gives for it has begun, where it gives one."""
        duties = charter.said("obligation", asked.on) or []
        duty = next((row for row in duties if row["check"] == CHECK and row.get("from")), None)
        if duty is None:
            return []
        opens = duty["from"] if isinstance(duty["from"], date) else date.fromisoformat(str(duty["from"]))
        return [
            Requirement(
                key="governance.evaluation_open",
                must=False,
                holds=asked.on >= opens,
                text=_("The time for the evaluation has begun: %(day)s.") % {"day": formats.day(opens)},
                source=str(duty["clause"]),
            )
        ]

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Register it."""
        start, last = _days(payload)
        conclude_evaluation(from_date=start, until=last + timedelta(days=1), on=on, basis=basis)
