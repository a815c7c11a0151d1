"""How the question what a benefit is measured to be reads. Pure, on rows already fetched."""

from typing import Any

from django.utils.translation import gettext as _

from samstyring.ui import formats

from ..models import Benefit, BenefitMeasurement, MeasurementAsk
from .benefits import figure


def heading(benefit: Benefit) -> str:
    """Return the question itself."""
    return _("What is «%(benefit)s» measured to be?") % {"benefit": benefit}


def facts(ask: MeasurementAsk) -> list[tuple[Any, Any]]:
    """Return what is asked for, as label and value."""
    benefit = ask.benefit
    promised = benefit.standing
    assert promised is not None
    last = benefit.last
    return [
        (_("Project"), f"{benefit.project} ({benefit.project.code})"),
        (_("Answers for it"), f"{promised.owner}, {promised.responsible}"),
        (_("How it is measured"), promised.measure),
        (_("Benefit baseline"), _on_day(figure(promised.baseline, promised.unit), promised.baseline_on)),
        (_("Last measured"), _on_day(figure(last.value, promised.unit), last.measured_on) if last else _("not yet")),
        (_("Target"), _on_day(figure(promised.target, promised.unit), promised.due_on)),
        (_("To be measured by"), formats.day(ask.due_on)),
    ]


def _on_day(words: str, day: Any) -> str:
    return f"{words}, {formats.day(day)}"


def already(given: BenefitMeasurement | None, unit: str) -> str:
    """Say what was measured since it was asked, if anything."""
    if given is None:
        return ""
    says = _(
        "Measured %(day)s: %(value)s, by %(who)s. If you measure again, both stay, and the one of the latest day counts."
    )
    return says % {"day": formats.day(given.measured_on), "value": figure(given.value, unit), "who": given.answered_by}
