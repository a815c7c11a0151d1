"""Write on the draft of a status report."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Stale

from ..errors import WindowClosed
from ..models import ReportAsk, ReportDraft
from ..queries import reports as queries
from ..rules.projects import require_open
from ..rules.reports import content_of, tidied


@acts.act(
    says=_("%(who)s wrote on the status report of %(project)s, %(window)s"),
    scope=lambda **a: [f"project:{a['ask'].project_id}"],
)
def save_report(
    *, ask: ReportAsk, content: Mapping[str, Any], revision: int | None = None, by: Actor, at: datetime
) -> ReportDraft:
    """Keep what is written, whole or not; only those who report for the project read it (SG-4).

    `content` holds the columns of REPORT_CONTENT, cost in øre. Raises Stale where another has written meanwhile,
    WindowClosed for a first report, ProjectOver, InvalidInput.
    """
    require_open(ask.project)
    if not ask.window.is_open and not queries.has_reported(ask):
        raise WindowClosed
    values = tidied(content)
    draft = ReportDraft.objects.filter(ask=ask).first()
    if draft is None:
        draft = ReportDraft(ask=ask, revision=0)
        # A form that was shown before another began to write, or before it was published, shows no draft of today.
        if revision:
            raise Stale(None)
    elif revision is not None and revision != draft.revision:
        raise Stale(draft)
    before = content_of(draft)
    for column, value in values.items():
        setattr(draft, column, value)
    draft.revision += 1
    draft.saved_at, draft.saved_by = at, by.name
    draft.save()
    changed = sorted(column for column in values if values[column] != before[column])
    acts.record(ask.project, ask, project=str(ask.project), window=ask.window.name, changed=changed)
    return draft
