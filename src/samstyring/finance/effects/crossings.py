"""Budgets and funding plans are repealed with the agreement that they were decided under."""

from typing import Any

from samstyring.charter.registry import Closing
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.kernel.versions import GovernedVersion, next_version_number

from ..models import Budget, FundingPlan


@effect
def repeal_budgets(*, closing: Closing, basis: Basis) -> None:
    """Adopt a version that repeals each budget, from the day on."""
    _repeal(Budget, closing, basis)


@effect
def repeal_plans(*, closing: Closing, basis: Basis) -> None:
    """Adopt a version that repeals each funding plan, from the day on."""
    _repeal(FundingPlan, closing, basis)


def _repeal(model: Any, closing: Closing, basis: Basis) -> None:
    for row in model.objects.filter(pk__in=closing.keys):
        repeal = model.objects.create(project_id=row.project_id, note=closing.why, repeals=True, created_at=closing.at)
        repeal.number = next_version_number(repeal.siblings())
        repeal.state, repeal.in_force_from, repeal.basis = GovernedVersion.State.ADOPTED, closing.on, basis
        repeal.save(update_fields=["state", "number", "in_force_from", "basis"])
