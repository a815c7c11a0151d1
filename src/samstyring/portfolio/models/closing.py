"""What exists: how a project ended, in its own words and figures, and who took over what it made."""

from typing import Any, ClassVar

from django.db import models

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Organisation, Person
from samstyring.records.models import Document

from .projects import Project


class ClosingReport(HouseModel):
    """A version of a project's closing report (GP-2): the last one counts. Append-only. Money in øre.

    `parts` are rows of key, labels and text, as the template asked when it was written. `planned_end` and
    `planned_cost` are what it is measured against, as they stood then: the baseline, else the mandate. The receiver is
    a municipality, or somebody outside the agreement by name (`receiver_name`): KS, a supplier. It has taken over when
    `accepted_by` is there, with the evidence of it. `document` is the version as it was printed when it was written.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="closing_reports")
    number = models.PositiveIntegerField()
    template = models.CharField(max_length=80)
    parts = models.JSONField()
    planned_end = models.DateField(null=True)
    planned_cost = models.BigIntegerField(null=True)
    ends_on = models.DateField()
    cost = models.BigIntegerField()
    receiver = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    receiver_name = models.CharField(max_length=200, blank=True)
    handed_over_on = models.DateField(null=True)
    accepted_by = models.CharField(max_length=200, blank=True)
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["-number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["project", "number"], name="closing_report_once"),
            models.CheckConstraint(
                name="closing_report_one_receiver",
                condition=models.Q(receiver__isnull=False, receiver_name="")
                | (models.Q(receiver=None) & ~models.Q(receiver_name="")),
            ),
            models.CheckConstraint(
                name="closing_report_hand_over_has_evidence",
                condition=models.Q(handed_over_on=None, accepted_by="", evidence=None)
                | (models.Q(handed_over_on__isnull=False, evidence__isnull=False) & ~models.Q(accepted_by="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}, {self.number}"

    @property
    def to(self) -> str:
        """Return the name of who takes over."""
        return str(self.receiver) if self.receiver is not None else self.receiver_name

    def get_absolute_url(self) -> str:
        """Return where the project's page shows it."""
        return f"{self.project.get_absolute_url()}#closing"
