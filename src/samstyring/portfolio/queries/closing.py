"""How a project ended: its closing report, and what its time and cost are measured against."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from samstyring.kernel.reading import remembered

from ..closing_reports import packaged
from ..models import ClosingReport, Project
from .mandates import mandate_in_force
from .plan import baseline_dates
from .projects import Reading
from .registers import lessons_that_hold

PART = 4000
"""How many letters a part can hold."""


@dataclass(frozen=True)
class Against:
    """What a project's time and cost (øre) are measured against."""

    ends_on: date | None
    cost: int | None


@dataclass(frozen=True)
class ClosingPanel:
    """What the project's page shows of its end."""

    reports: Sequence[ClosingReport]
    may_write: bool

    @property
    def report(self) -> ClosingReport | None:
        """Return the version that counts."""
        return self.reports[0] if self.reports else None

    @property
    def days_late(self) -> int | None:
        """Return how many days later than planned it ended, None where nothing was planned."""
        report = self.report
        return (report.ends_on - report.planned_end).days if report and report.planned_end else None

    @property
    def over_cost(self) -> int | None:
        """Return how much dearer than planned it was, in øre, None where nothing was planned."""
        report = self.report
        return report.cost - report.planned_cost if report and report.planned_cost is not None else None


def flagged(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Return projects, each with whether a closing report of it is written (`has_closing_report`)."""
    return rows.annotate(has_closing_report=Exists(ClosingReport.objects.filter(project=OuterRef("pk"))))


@remembered
def reports_of(project: Project) -> Sequence[ClosingReport]:
    """Return the versions of a project's closing report, the one that counts first. One SQL statement (`flagged`)."""
    if not getattr(project, "has_closing_report", True):
        return []
    return list(
        ClosingReport.objects.filter(project=project).select_related("project", "receiver", "evidence", "document")
    )


def last_report(project: Project) -> ClosingReport | None:
    """Return the version that counts. One SQL statement."""
    return next(iter(reports_of(project)), None)


def begins_with(project: Project) -> dict[str, str]:
    """Return what a first version begins with, by part: the lessons that the project has written down. One statement."""
    lessons = [f"{row.title}: {row.advice}" for row in lessons_that_hold(project)]
    return {"lessons": "\n".join(lessons)[:PART]}


def takes_the_place_of(project: Project, name: str) -> bool:
    """Tell whether the document that a project model asks for by this name is the closing report, and it is written."""
    return name == packaged().stands_for and last_report(project) is not None


def measured_against(project: Project, on: date) -> Against:
    """Return the last day of the baseline, else of the mandate, and the mandate's frame of cost. Two SQL statements."""
    mandate = mandate_in_force(project, on)
    ends_on = max((row.due_on for row in baseline_dates(project)), default=None)
    if mandate is None:
        return Against(ends_on, None)
    return Against(ends_on or mandate.ends_on, mandate.frame)


def panel(project: Project, reading: Reading) -> ClosingPanel:
    """Return what the project's page shows. One SQL statement."""
    started = project.state == Project.State.STARTED
    may_write = started and reading.by.may("portfolio.write_closing_report", f"project:{project.pk}")
    return ClosingPanel(reports_of(project), may_write)
