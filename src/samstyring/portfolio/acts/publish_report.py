"""Publish a status report."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Stale
from samstyring.records.effects import HowItCame

from ..effects.publishing import publish
from ..errors import NothingWritten
from ..models import ReportAsk, ReportDraft, StatusReport
from ..queries import reports as queries
from ..rules.projects import require_open
from ..rules.reports import content_of, require_taken


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
    by: Actor,
    at: datetime,
    **came: Unpack[HowItCame],
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
    draft, reason = ReportDraft.objects.filter(ask=ask).first(), reason.strip()
    require_taken(ask.window, queries.next_version(ask), reason)
    if content is None:
        if draft is None:
            raise NothingWritten
        if revision is not None and revision != draft.revision:
            raise Stale(draft)
        content = content_of(draft)
    report: StatusReport = publish(
        ask=ask,
        content=content,
        by=by,
        reason=reason,
        **came,
    )
    acts.record(
        project,
        ask,
        report,
        project=str(project),
        window=ask.window.name,
        light=str(report.get_overall_light_display()),
        version=report.version,
        way=str(report.way),
    )
    return report
