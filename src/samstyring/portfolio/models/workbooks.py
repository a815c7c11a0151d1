"""The workbooks by which the portfolio was changed."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person
from samstyring.records.models import StoredFile


class PortfolioWorkbook(HouseModel):
    """A workbook that was taken in: the file as it was, and what it changed. Append-only.

    `changes` are rows of sheet, row, project (its code), name, and fields: heading, before and after as they were shown.
    """

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    projects = models.PositiveIntegerField()
    milestones = models.PositiveIntegerField()
    risks = models.PositiveIntegerField(default=0)
    reports = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField()
    changes = models.JSONField(default=list)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Return the address of what it changed."""
        return reverse("portfolio:workbook_taken", args=[self.pk])
