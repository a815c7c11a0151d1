"""What exists: the times a project has been paused, and how one was stopped."""

from typing import Any, ClassVar

from django.db import models

from samstyring.kernel import guards
from samstyring.kernel.models import Basis, HouseModel
from samstyring.kernel.periods import Period, ends_after_start, period_guards

from .decision_points import Passing
from .projects import Project


class Pause(Period):
    """A time in which a project stands still, from a day until it goes on: decided by its owner or project board (GP-2).

    `expected_on` is when it is expected to go on; the day passes without anything changing. `until` is the day on which
    it went on, or was ended by a decision.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=1000)
    expected_on = models.DateField()
    decided_by = models.CharField(max_length=8, choices=Passing.DecidedBy)
    reference = models.CharField(max_length=200, blank=True)
    database_guards: ClassVar[list[guards.Guard]] = period_guards(
        "project_id", own=("reason", "decided_by", "reference")
    )

    class Meta:
        ordering = ["from_date"]
        constraints: ClassVar[list[Any]] = [
            ends_after_start("pause"),
            models.CheckConstraint(
                name="pause_expected_after_start", condition=models.Q(expected_on__gt=models.F("from_date"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.reason}"

    def get_absolute_url(self) -> str:
        """Return where the project's page tells of it."""
        return self.project.get_absolute_url()


class Stopping(HouseModel):
    """How a project was stopped before its end: why, and what becomes of the money and of what is made (GP-2)."""

    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="stopping")
    stopped_on = models.DateField()
    reason = models.TextField()
    money = models.TextField()
    deliverables = models.TextField()
    basis = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    def __str__(self) -> str:
        return f"{self.project}: {self.reason}"

    def get_absolute_url(self) -> str:
        """Return where the project's page tells of it."""
        return self.project.get_absolute_url()
