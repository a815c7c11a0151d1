"""That the co-operation was evaluated."""

from typing import ClassVar

from django.db import models

from samstyring.kernel import guards
from samstyring.kernel.models import Basis, HouseModel


class Evaluation(HouseModel):
    """An evaluation of [from_date, until) that a body concluded by decision (VA-2). Append-only."""

    basis = models.OneToOneField(Basis, on_delete=models.PROTECT, related_name="evaluation")
    from_date = models.DateField()
    until = models.DateField()
    decided_on = models.DateField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["-decided_on"]
        constraints = [
            models.CheckConstraint(
                name="evaluation_ends_after_start", condition=models.Q(until__gt=models.F("from_date"))
            )
        ]

    def __str__(self) -> str:
        return self.basis.label
