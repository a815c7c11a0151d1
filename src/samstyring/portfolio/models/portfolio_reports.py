"""The portfolio report: what the projects had published when it was made, with the words of those who made it."""

from typing import ClassVar

from django.db import models
from django.urls import reverse

from samstyring.governance.models import Case
from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel

from .reports import ReportAsk, ReportingWindow, StatusReport
from .standstill import Pause


class PortfolioReport(HouseModel):
    """A report to the portfolio board on all projects of a window (SG-4). What it holds is fixed when it is made."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    window = models.ForeignKey(ReportingWindow, on_delete=models.PROTECT, related_name="portfolio_reports")
    before = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["code", "name", "window_id", "before_id", "made_at"]),
    ]

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("portfolio:portfolio_report", args=[self.code])


class PortfolioReportLine(HouseModel):
    """A project in a portfolio report, with the version that counted when it was made: none for silence. Append-only.

    `pause`: the one that it was in then; no report was waited for.
    """

    report = models.ForeignKey(PortfolioReport, on_delete=models.PROTECT, related_name="lines")
    ask = models.ForeignKey(ReportAsk, on_delete=models.PROTECT, related_name="+")
    status = models.ForeignKey(StatusReport, null=True, on_delete=models.PROTECT, related_name="+")
    pause = models.ForeignKey(Pause, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["ask__project__sort_key"]
        constraints = [models.UniqueConstraint(fields=["report", "ask"], name="portfolio_report_line_once")]

    def __str__(self) -> str:
        return f"{self.report}: {self.ask.project}"


class PortfolioReportText(HouseModel):
    """The introduction and the assessment, in versions: the last one counts. Append-only."""

    report = models.ForeignKey(PortfolioReport, on_delete=models.PROTECT, related_name="texts")
    version = models.PositiveSmallIntegerField()
    introduction = models.TextField(blank=True)
    assessment = models.TextField(blank=True)
    written_by = models.CharField(max_length=200)
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["report", "version"], name="portfolio_report_text_once")]

    def __str__(self) -> str:
        return f"{self.report}, {self.version}"
