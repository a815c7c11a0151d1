"""Publish a status report."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Stale
from samstyring.records.effects import Upload, say_who_answered
from samstyring.records.effects.answers import is_registered

from ..effects.forecasts import add_forecast
from ..effects.reports import snapshot
from ..errors import NothingWritten
from ..models import Project, ReportAsk, ReportDraft, StatusReport
from ..queries import reports as queries
from ..queries.forecasting import forecasting_of, gives_forecast
from ..rules.projects import require_open
from ..rules.reports import content_of, require_complete, require_taken, tidied
from ..rules.tolerances import expected


@acts.act(
    says=_("%(who)s published the status report of %(project)s, %(window)s: %(light)s"),
    scope=lambda **a: [f"project:{a['ask'].project_id}"],
)
def publish_report(
    *,
    ask: ReportAsk,
    content: Mapping[str, Any] | None = None,
    reason: str = "",
    revision: int | None = None,
    answered_by: str = "",
    answered_as: str = "",
    answered_on: date | None = None,
    evidence: Upload | None = None,
    by_link: bool = False,
    by: Actor,
    at: datetime,
) -> StatusReport:
    """Publish what a project reports, for good, beside what is in force that day (SG-4). Cost in øre.

    `content` is what was given, or else what the draft says, on the `revision` that was read. The project reports
    itself, signed in or by link (`answered_by` names the colleague it was passed on to). The secretariat registers what came
    in writing, with `evidence`. What is published once is corrected by a further version, with `reason`. Its figures are
    the project's forecast from then on, which the tolerances are held against (OR-3); what it leaves out stands as before.
    Raises WindowClosed, ReasonNeeded, NothingWritten, Stale, EvidenceNeeded, ProjectOver, InvalidInput.
    """
    project = ask.project
    require_open(project)
    version, reason = queries.next_version(ask), reason.strip()
    require_taken(ask.window, version, reason)
    draft = ReportDraft.objects.filter(ask=ask).first()
    if content is None:
        if draft is None:
            raise NothingWritten
        if revision is not None and revision != draft.revision:
            raise Stale(draft)
        content = content_of(draft)
    values = tidied(content)
    # On one window by two hands, or beside a forecast given by itself: the project's row is the lock.
    project = Project.objects.select_for_update().get(pk=project.pk)
    stands = forecasting_of(project, clock.local_date(at))
    require_complete(values, stands.asks_why(values))
    previous = queries.last_report(ask)
    report = StatusReport(
        ask=ask,
        version=version,
        reason=reason if version > 1 else "",
        **values,
        **snapshot(project=project, on=clock.local_date(at)),
    )
    # A project answers for itself, and for its owner only where the secretariat registers what came in writing.
    say_who_answered(
        answer=report,
        parties=[project.owner] if is_registered() and project.owner else [],
        about=ask,
        title=str(_("Status report of %(project)s")) % {"project": project},
        at=at,
        answered_by=answered_by,
        answered_as=answered_as,
        answered_on=answered_on,
        evidence=evidence,
        by_link=by_link,
    )
    report.save(force_insert=True)
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
    if draft is not None:
        draft.delete()
    acts.record(
        project,
        ask,
        report,
        project=str(project),
        window=ask.window.name,
        light=str(report.get_overall_light_display()),
        version=version,
        way=str(report.way),
    )
    return report
