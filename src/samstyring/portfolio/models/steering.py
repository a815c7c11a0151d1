"""What exists of steering within frames: what a project decided itself, its forecasts, and its exception reports."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from samstyring.governance.models import Case
from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person

from .projects import Project
from .reports import StatusReport


class Change(HouseModel):
    """A change that the project decided itself, within the tolerances of its mandate (OR-3). Append-only.

    `days` is what it does to the end of the project, `cost` what it does to the cost in øre; less than nothing is sooner
    or cheaper.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="changes")
    sequence = models.PositiveIntegerField()
    what = models.CharField(max_length=300)
    why = models.CharField(max_length=1000)
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    days = models.IntegerField(default=0)
    cost = models.BigIntegerField(default=0)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["project", "sequence"], name="change_once")]

    def __str__(self) -> str:
        return self.what


class Forecast(HouseModel):
    """When the project now thinks that it ends, what it will cost (øre), and whether scope and benefit hold. Append-only.

    `status_report` is the status report that gave it; None where it was given by itself. The last one counts.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="forecasts")
    sequence = models.PositiveIntegerField()
    ends_on = models.DateField(null=True)
    cost = models.BigIntegerField(null=True)
    scope_holds = models.BooleanField(default=True)
    benefit_holds = models.BooleanField(default=True)
    words = models.CharField(max_length=1000, blank=True)
    status_report = models.ForeignKey(StatusReport, null=True, on_delete=models.PROTECT, related_name="forecasts")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["project", "sequence"], name="forecast_once")]

    def __str__(self) -> str:
        return f"{self.project}: {self.at:%Y-%m-%d}"


class ExceptionReport(HouseModel):
    """A forecast is outside the tolerances: what happened, what can be done, and what the project recommends (OR-3).

    `options` are rows of name and consequence. It goes to the portfolio board as a case. `outside` names the tolerances.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="exception_reports")
    number = models.PositiveIntegerField()
    forecast = models.ForeignKey(Forecast, on_delete=models.PROTECT, related_name="reports")
    outside = models.JSONField(default=list)
    cause = models.CharField(max_length=2000)
    consequences = models.CharField(max_length=2000)
    options = models.JSONField()
    recommendation = models.CharField(max_length=2000)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(
            [
                "project_id",
                "number",
                "forecast_id",
                "outside",
                "cause",
                "consequences",
                "options",
                "recommendation",
                "at",
            ]
        ),
    ]

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["project", "number"], name="exception_report_once")]

    def __str__(self) -> str:
        return f"{self.project} {self.number}"

    def get_absolute_url(self) -> str:
        """Return the address of the report."""
        return reverse("portfolio:exception_report", args=[self.project.code, self.number])
