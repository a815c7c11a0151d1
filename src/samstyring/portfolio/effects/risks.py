"""Writing how a risk was judged."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from samstyring.kernel.actors import Actor

from ..models import Risk, RiskAssessment, RiskExposure


def write_assessment(risk: Risk, columns: Mapping[str, Any], exposed: Sequence[str], by: Actor, at: datetime) -> None:
    """Add an assessment, and let it be the one that counts. The caller has checked it (`rules.risks.judged`)."""
    made = RiskAssessment.objects.create(
        risk=risk, sequence=risk.assessments.count() + 1, by_id=by.person_id, at=at, **columns
    )
    RiskExposure.objects.bulk_create(RiskExposure(assessment=made, organisation_id=key) for key in exposed)
    risk.standing = made
    risk.save()
