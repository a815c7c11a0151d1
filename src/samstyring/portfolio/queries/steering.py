"""How projects stand against the tolerances of their mandates: changes, forecasts, exception reports."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from samstyring.charter import queries as charter
from samstyring.governance.models import Body, Case
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered

from ..models import Change, ExceptionReport, Forecast, Mandate, Project
from ..rules.tolerances import Frames, covers, frames, outside, used
from .mandates import mandate_in_force, mandates_in_force
from .projects import Reading, has_a_part, project_by_code, require_a_part

BOARD_DECIDES = "portfolio.adopt_mandate"


@dataclass(frozen=True)
class Steering:
    """A project against its tolerances."""

    project: Project
    mandate: Mandate | None
    frames: Frames
    forecast: Forecast | None
    outside: Sequence[str]
    report: ExceptionReport | None

    @property
    def state(self) -> str:
        """Return silent, inside, outside (nothing is reported), reported, sent (a case is open), or decided."""
        if not self.outside:
            return "inside" if self.forecast else "silent"
        if self.report is None or self.forecast is None or not covers(self.report.forecast, self.forecast):
            return "outside"
        case = self.report.case
        if case is None or case.state == Case.State.WITHDRAWN:
            return "reported"
        return "decided" if case.state in (Case.State.DECIDED, Case.State.CLOSED) else "sent"


@dataclass(frozen=True)
class SteeringPanel:
    """What a project's page shows of its tolerances."""

    steering: Steering
    changes: Sequence[Change]
    reports: Sequence[ExceptionReport]
    used_days: int
    used_cost: int
    may: Mapping[str, bool]


def flagged(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Return projects, each with whether it has decided changes itself (`has_changes`) or reported (`has_exceptions`)."""
    return rows.annotate(
        has_changes=Exists(Change.objects.filter(project=OuterRef("pk"))),
        has_exceptions=Exists(ExceptionReport.objects.filter(project=OuterRef("pk"))),
    )


def panel(project: Project, reading: Reading) -> SteeringPanel:
    """Return what the project's page shows. One SQL statement, and one each for changes and exceptions (`flagged`)."""
    changes = changes_of(project) if getattr(project, "has_changes", True) else []
    reports = _reports(project.pk) if getattr(project, "has_exceptions", True) else []
    reports = reports if has_a_part(reading.by) else []
    steering = _steering(project, reading.on, _latest_forecast.first(project.pk), reports)
    since = steering.mandate.in_force_from if steering.mandate else None
    days, cost = used(changes, since)
    scope, started = f"project:{project.pk}", project.state == Project.State.STARTED
    names = ("log_change", "give_forecast", "write_exception_report")
    return SteeringPanel(
        steering=steering,
        changes=changes,
        reports=reports,
        used_days=days,
        used_cost=cost,
        may={name: started and reading.by.may(f"portfolio.{name}", scope) for name in names},
    )


def steering_of(project: Project, on: date) -> Steering:
    """Return how a project stands on a day."""
    return _steering(project, on, _latest_forecast.first(project.pk), _reports(project.pk))


@Prepared
def _reports(project: UUID) -> QuerySet[ExceptionReport]:
    return ExceptionReport.objects.filter(project=project).select_related("forecast", "case", "project")


@Prepared
def _latest_forecast(project: UUID) -> QuerySet[Forecast]:
    return Forecast.objects.filter(project=project).reverse()[:1]


def _steering(project: Project, on: date, forecast: Forecast | None, reports: Sequence[ExceptionReport]) -> Steering:
    mandate = mandate_in_force(project, on)
    given = frames(mandate)
    return Steering(project, mandate, given, forecast, outside(given, forecast), reports[-1] if reports else None)


@remembered
def steering_of_all(on: date, ids: Iterable[UUID] | None = None) -> list[Steering]:
    """Return how every project that has started stands, by name. Three SQL statements."""
    projects = Project.objects.filter(state=Project.State.STARTED)
    if ids is not None:
        projects = projects.filter(pk__in=list(ids))
    newest = Forecast.objects.filter(project=OuterRef("project")).order_by("-sequence").values("pk")[:1]
    latest = Forecast.objects.filter(project__in=projects, pk=Subquery(newest))
    forecasts = {row.project_id: row for row in latest}
    if not forecasts:
        return []
    shown = list(
        projects.filter(pk__in=forecasts)
        .select_related("latest_owner", "hand_over__former", "manager")
        .order_by("sort_key")
    )
    mandates = mandates_in_force(list(forecasts), on)
    reports: dict[UUID, ExceptionReport] = {}
    for row in ExceptionReport.objects.filter(project__in=shown).select_related("forecast", "case", "project"):
        reports[row.project_id] = row
    found = []
    for project in shown:
        mandate, forecast = mandates.get(project.pk), forecasts[project.pk]
        given = frames(mandate)
        outs = outside(given, forecast)
        found.append(Steering(project, mandate, given, forecast, outs, reports.get(project.pk)))
    return found


def changes_of(project: Project) -> Sequence[Change]:
    """Return what the project has decided itself, the first one first."""
    return list(Change.objects.filter(project=project))


def report_of(code: str, number: int, by: Actor) -> ExceptionReport:
    """Return an exception report: what a project struggles with is for those who have a part. Raises NotThere."""
    require_a_part(by)
    project = project_by_code(code)
    rows = ExceptionReport.objects.filter(project=project, number=number)
    found = rows.select_related("forecast", "case__decision", "project").first()
    if found is None:
        raise NotThere
    return found


def portfolio_board(on: date) -> Body:
    """Return the body that decides on mandates: the portfolio board. Raises NotThere where none does."""
    rows = charter.said("authority", on) or ()
    keys = [row["body"] for row in rows if row["matter"] == BOARD_DECIDES]
    body = Body.objects.filter(key__in=keys).first()
    if body is None:
        raise NotThere
    return body


def may_bring(report: ExceptionReport, by: Actor) -> bool:
    """Tell whether the reader may bring the report to the portfolio board now."""
    free = report.case is None or report.case.state == Case.State.WITHDRAWN
    return free and by.may("portfolio.bring_exception_report", f"project:{report.project_id}")
