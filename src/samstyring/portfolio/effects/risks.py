"""Writing how risks were judged."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Max

from samstyring.kernel.actors import Actor

from ..models import Risk, RiskAssessment, RiskExposure

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
