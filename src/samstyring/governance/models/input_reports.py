"""The report back to those who were asked for input: what was decided (SR-1)."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Organisation, Person
from samstyring.records.asking import PostedLetter

from .bodies import Seat
from .cases import Case


class InputReport(HouseModel):
    """A seat's holder, or the secretariat for all seats (`seat` is null), tells those who were asked what came of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="input_reports")
    seat = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT, related_name="input_reports")
    text = models.TextField()
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["reported_at"]

    def __str__(self) -> str:
        return str(self.case)

    def get_absolute_url(self) -> str:
        """Return the page of the input on the case."""
        return reverse("governance:case_input", args=[self.case_id])


class InputReportLetter(PostedLetter):
    """The letter of a report to one person."""

    report = models.ForeignKey(InputReport, on_delete=models.PROTECT, related_name="letters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "person"], name="input_report_letter_once_a_person")]

    def __str__(self) -> str:
        return f"{self.report}: {self.get_state_display()}"


class InputReportParty(HouseModel):
    """A municipality that a report went to, through whom."""

    report = models.ForeignKey(InputReport, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["organisation__sort_key"]
        constraints = [models.UniqueConstraint(fields=["report", "organisation"], name="input_report_party_once")]

    def __str__(self) -> str:
        return str(self.organisation)
