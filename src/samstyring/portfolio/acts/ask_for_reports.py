"""Ask for the status reports that are missing."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from ..effects.reports import ask_projects
from ..errors import NothingToAsk, WindowClosed
from ..models import Project, ReportingWindow, StatusReport
from ..rules.projects import OVER


@acts.act(says=_("%(who)s asked %(count)s projects for their report in %(window)s"))
def ask_for_reports(
    *, window: ReportingWindow, projects: Sequence[Project], by: Actor, at: datetime
) -> ReportingWindow:
    """Remind those who are silent, with a new link, and ask projects that were not in the window from the start (SG-4).

    Who has reported meanwhile, is paused or over, is left out. Raises WindowClosed, NothingToAsk when nobody is left.
    """
    if not window.is_open:
        raise WindowClosed
    reported = StatusReport.objects.filter(ask__window=window).values("ask__project_id")
    chosen = Project.objects.filter(pk__in=[project.pk for project in projects]).exclude(state__in=OVER)
    chosen = chosen.filter(pause=None)
    rows = list(chosen.exclude(pk__in=reported).select_related("manager", "latest_owner", "hand_over__former"))
    if not rows:
        raise NothingToAsk(field="projects")
    links = ask_projects(window=window, projects=rows, on=clock.local_date(at), at=at)
    codes = sorted(row.code for row in rows)
    acts.record(window, *rows, window=window.name, count=len(rows), projects=codes, links=links)
    return window
