"""Publishing a status report: the frozen snapshot, who reported and how, and the forecast that it gives."""

from collections.abc import Mapping
from typing import Any, Unpack

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis
from samstyring.records.effects import HowItCame, say_who_answered
from samstyring.records.effects.answers import is_registered

from ..models import LastReport, Project, ReportAsk, ReportDraft, StatusReport
from ..queries import reports as queries
from ..queries.forecasting import forecasting_of, gives_forecast
from ..rules.projects import require_open
from ..rules.reports import require_complete, require_taken, tidied
from ..rules.tolerances import expected
from .forecasts import add_forecast
from .reports import snapshot


@effect
def publish(
    *,
    ask: ReportAsk,
    content: Mapping[str, Any],
    by: Actor,
    reason: str = "",
    alone: bool = True,
    basis: Basis | None = None,
    **came: Unpack[HowItCame],
) -> StatusReport:
    """Publish what a project reports, for good; its draft is removed, and its figures are the project's forecast.

    `alone`: the act is about this report only, so what is registered stands in the journal as done for the owner. Raises
    WindowClosed, ReasonNeeded, EvidenceNeeded, ProjectOver, InvalidInput.
    """
    del basis
    at = require_running("publish").at
    # On one window by two hands, or beside a forecast given by itself: the project's row is the lock.
    project = Project.objects.select_for_update().get(pk=ask.project_id)
    require_open(project)
    version, today = queries.next_version(ask), clock.local_date(at)
    require_taken(ask.window, version, reason)
    values, stands = tidied(content), forecasting_of(project, today)
    require_complete(stands.lacking(values, queries.report_before(ask)))
    previous = queries.last_report(ask)
    kept_reason = reason if version > 1 else ""
    report = StatusReport(ask=ask, version=version, reason=kept_reason, **values, **snapshot(project=project, on=today))
    # A project answers for itself, and for its owner only where the secretariat registers what came in writing.
    say_who_answered(
        answer=report,
        parties=[project.owner] if alone and is_registered() and project.owner else [],
        about=ask,
        title=str(_("Status report of %(project)s")) % {"project": project},
        at=at,
        **came,
    )
    report.save(force_insert=True)
    _keep_if_last(report, project)
    if stands.steering is not None and gives_forecast(report, previous):
        said = expected(values, stands.forecast)
        add_forecast(
            project=project,
            ends_on=said.ends_on,
            cost=said.cost,
            scope_holds=said.scope_holds,
            benefit_holds=said.benefit_holds,
            words=values["time_words"] or values["cost_words"],
            status_report=report,
            by=by,
        )
    ReportDraft.objects.filter(ask=ask).delete()
    return report


def _keep_if_last(report: StatusReport, project: Project) -> None:
    """Keep the report as the one that counts for its project, unless the project has reported in a later window."""
    window = report.ask.window
    if not LastReport.objects.filter(project=project, report__ask__window__opened_at__gt=window.opened_at).exists():
        now = {"report": report, "light": report.overall_light}
        LastReport.objects.update_or_create(project=project, defaults=now)
