"""The portfolio in a few lines, for the start page of those who lead it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from samstyring.kernel.actors import Actor

from ..models import ExceptionReport, PortfolioReport, Project
from .portfolio_reports import portfolio_reports
from .projects import IN_THE_BODY


@dataclass(frozen=True)
class Overview:
    """How the running projects stand by their last report, what is out of tolerance, and the latest portfolio report.

    `lights` counts the projects that are not paused by their light ("" for those that have not reported).
    """

    lights: Mapping[str, int]
    exceptions: list[ExceptionReport]
    report: PortfolioReport | None


def overview(by: Actor) -> Overview | None:
    """Return it for whoever sits in a body or makes its portfolio reports; None for others. Three SQL statements."""
    if not by.has_role(*IN_THE_BODY) and not by.may("portfolio.make_portfolio_report"):
        return None
    running = Project.objects.filter(state=Project.State.STARTED, pause=None)
    counted = running.order_by().values_list("last_report__light").annotate(Count("pk"))
    open_ones = ExceptionReport.objects.filter(project__state=Project.State.STARTED, case__decision=None)
    return Overview(
        lights={light or "": count for light, count in counted},
        exceptions=list(open_ones.select_related("project").order_by("project__sort_key", "number")),
        report=portfolio_reports(by).order_by("-made_at").first(),
    )
