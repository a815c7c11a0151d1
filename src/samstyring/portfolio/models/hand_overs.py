"""What exists: the times that a project was proposed to be handed over to another owner, and those that were decided."""

from typing import Any, ClassVar

from django.db import models

from samstyring.kernel import clock, guards
from samstyring.kernel.models import Basis, HouseModel
from samstyring.parties.models import Organisation, Person

from .projects import Participation, Project


class HandOver(HouseModel):
    """A project goes from one owner to another (PA-5, GP-2): proposed by some, accepted by the new one, then decided.

    `place` is the new owner's, with what it was asked and answered. `from_date` is the first day that it owns the
    project, and `basis` the decision: both are there once it is decided. Before that it can be taken back, which takes
    the new owner off the project.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="hand_overs")
    sequence = models.PositiveIntegerField()
    former = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    place = models.OneToOneField(Participation, on_delete=models.PROTECT, related_name="hand_over")
    reason = models.CharField(max_length=1000)
    proposed_from = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    from_date = models.DateField(null=True)
    basis = models.ForeignKey(Basis, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["project_id", "sequence", "former_id", "place_id", "reason", "proposed_from", "by_id", "at"]),
        *guards.frozen(["from_date", "basis_id"], '{old}."basis_id" IS NOT NULL', "decided_once"),
    ]

    class Meta:
        ordering = ["sequence"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["project", "sequence"], name="hand_over_once"),
            models.CheckConstraint(
                name="hand_over_decided_has_day",
                condition=models.Q(from_date=None, basis=None) | models.Q(from_date__isnull=False, basis__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.former} – {self.place.organisation}"

    def get_absolute_url(self) -> str:
        """Return where the project's page tells of it."""
        return f"{self.project.get_absolute_url()}#owners"

    @property
    def is_to_come(self) -> bool:
        """Tell whether it is decided, and its day has not come."""
        return self.from_date is not None and self.from_date > clock.today()
