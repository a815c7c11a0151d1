"""Writing how risks were judged, and that one was accepted."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis

from ..models import Risk, RiskAcceptance, RiskAssessment, RiskExposure

Judged = tuple[Risk, Mapping[str, Any], Sequence[str]]
"""A risk, the columns of its assessment, and the ids of those exposed, as `rules.risks.judged` returns them."""


def write_assessments(judged: Sequence[Judged], by: Actor, at: datetime) -> None:
    """Add an assessment to each risk, and let it be the one that counts. The caller has checked them, and saves the risks.

    Three SQL statements.
    """
    rows = RiskAssessment.objects.filter(risk__in=[risk for risk, _columns, _exposed in judged])
    last = {row["risk_id"]: row["last"] for row in rows.values("risk_id").annotate(last=Max("sequence"))}
    exposures = []
    for risk, columns, exposed in judged:
        sequence = last.get(risk.pk, 0) + 1
        risk.standing = RiskAssessment(risk=risk, sequence=sequence, by_id=by.person_id, at=at, **columns)
        exposures += [RiskExposure(assessment=risk.standing, organisation_id=key) for key in exposed]
    RiskAssessment.objects.bulk_create([risk.standing for risk, _columns, _exposed in judged if risk.standing])
    RiskExposure.objects.bulk_create(exposures)


@effect
def accept_risk(
    *, risk: Risk, assessment: RiskAssessment, from_date: date, last_day: date | None, basis: Basis
) -> RiskAcceptance:
    """Let a risk stand as accepted, as an assessment judges it: until a day, or (None) until it is judged anew."""
    made: RiskAcceptance = RiskAcceptance.objects.create(
        risk=risk,
        assessment=assessment,
        from_date=from_date,
        last_day=last_day,
        basis=basis,
        at=require_running("accept_risk").at,
    )
    acts.record(risk.project, risk)
    return made
