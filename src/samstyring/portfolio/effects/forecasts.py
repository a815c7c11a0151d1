"""Giving the forecast that the tolerances are held against: by itself, or by a status report."""

from datetime import date

from samstyring.kernel.actors import Actor
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis

from ..models import Forecast, Project, StatusReport


@effect
def add_forecast(
    *,
    project: Project,
    ends_on: date | None,
    cost: int | None,
    scope_holds: bool,
    benefit_holds: bool,
    words: str,
    by: Actor,
    status_report: StatusReport | None = None,
    basis: Basis | None = None,
) -> Forecast:
    """Write a project's forecast (cost in øre); the last one counts. `status_report` is the one that gave it."""
    del basis
    made: Forecast = Forecast.objects.create(
        project=project,
        sequence=Forecast.objects.filter(project=project).count() + 1,
        ends_on=ends_on,
        cost=cost,
        scope_holds=scope_holds,
        benefit_holds=benefit_holds,
        words=words,
        status_report=status_report,
        by_id=by.person_id,
        at=require_running("add_forecast").at,
    )
    return made
