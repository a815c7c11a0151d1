"""The working versions of a case paper: every saved state, with who and when."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person

from .cases import Case


class CaseVersion(HouseModel):
    """A case paper as it was saved once. What was sent is another thing: see CaseEdit.

    Numbered from 1 in its case; `by` is empty where nobody is known to have written it. `restored_from` is the earlier
    version that was taken back as this one.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=500, blank=True)
    background = models.TextField(blank=True)
    assessment = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)
    restored_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="case_version_number_once")]

    def __str__(self) -> str:
        return f"{self.case} v{self.number}"

    def get_absolute_url(self) -> str:
        """Return the page on which the version is read."""
        return reverse("governance:case_version", args=[self.case_id, self.number])
