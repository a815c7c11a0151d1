"""Registering that the co-operation was evaluated."""

from datetime import date

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Evaluation


@effect
def conclude_evaluation(*, from_date: date, until: date, on: date, basis: Basis) -> Evaluation:
    """Note that a body concluded the evaluation of [from_date, until) (VA-2)."""
    return Evaluation.objects.create(basis=basis, from_date=from_date, until=until, decided_on=on)
