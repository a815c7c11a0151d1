"""What a body can decide about a project's risks: that one is accepted as it is judged (SG-4)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.governance.registry import Asked, Matter, Payload, Reading, Requirement, register
from samstyring.kernel.models import Basis
from samstyring.ui import formats

from .. import queries
from ..effects.risks import accept_risk
from ..models import Risk, RiskAssessment
from ..payload_forms import RiskForm
from ..queries import risks
from ..rules.risks import JUDGED
from ..saying import key_in, risk_accepted


@register
class AcceptRisk(Matter):
    """A risk is accepted as it is judged: until a day, or until it is judged anew. It stays open, and is followed up."""

    name = "portfolio.accept_risk"
    label = gettext_lazy("Accept a risk")
    case_kinds = ("project",)
    repeatable = True
    lasts = False
    form_class = RiskForm

    def risk(self, payload: Payload) -> tuple[Risk, RiskAssessment]:
        """Return the risk, and the assessment that is accepted. Raises NotThere."""
        risk = risks.risk_by_id(key_in(payload, "risk"))
        return risk, risks.assessment_by_id(risk, key_in(payload, "assessment"))

    def wording(self, payload: Payload) -> str:
        """Return the wording to begin with."""
        return risk_accepted(self.risk(payload)[0], last_day(payload))

    def read(self, asked: Asked) -> Reading:
        """Return how it reads: how the risk is judged, and how long it is accepted."""
        risk, assessment = self.risk(asked.payload)
        day = last_day(asked.payload)
        until = formats.day(day) if day else _("it is judged anew")
        lines = [*risks.as_judged(risk.kind, assessment), (_("Accepted until"), until)]
        facts = {"number": risk.number, "risk": risk}
        return Reading(_("Accept %(number)s %(risk)s") % facts, lines, url=risk.get_absolute_url())

    def content(self, payload: Payload) -> Any:
        """Return the risk as it is judged: that is what is accepted."""
        risk, assessment = self.risk(payload)
        steps = {name: getattr(assessment, name) for name in JUDGED}
        return {**payload, "title": risk.title, **steps}

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Ask that the risk is open, of the project, judged as the case shows, and accepted for a time to come."""
        risk, assessment = self.risk(asked.payload)
        url, source = risk.get_absolute_url(), queries.clauses_on(asked.on).risk
        day = last_day(asked.payload)
        asks = [
            ("portfolio.risk_open", risk.closed_at is None, _("The risk is open")),
            (
                "portfolio.risk_as_judged",
                risk.standing_id == assessment.pk,
                _("The risk is judged as it was when it was proposed to accept it"),
            ),
        ]
        if day is not None:
            asks.append(
                (
                    "portfolio.risk_accepted_ahead",
                    day >= asked.on,
                    _("The day that it is accepted until has not passed"),
                )
            )
        if asked.about_id is not None and risk.project_id != asked.about_id:
            asks.append(
                ("portfolio.risk_of_the_project", False, _("The risk belongs to the project that the case is about"))
            )
        return [Requirement(key, True, holds, text, source, url) for key, holds, text in asks]

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Let the risk stand as accepted."""
        risk, assessment = self.risk(payload)
        accept_risk(risk=risk, assessment=assessment, from_date=on, last_day=last_day(payload), basis=basis)


def last_day(payload: Payload) -> date | None:
    """Return the last day that a payload says it is accepted, or None."""
    text = payload.get("last_day")
    return date.fromisoformat(text) if text else None
