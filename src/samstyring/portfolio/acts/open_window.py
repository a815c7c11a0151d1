"""Open a window for status reports."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.numbering import next_number

from ..effects.reports import ask_projects
from ..models import Project, ReportingWindow
from ..rules.projects import OVER


@acts.act(says=_("%(who)s opened the reporting window %(window)s, and asked %(count)s projects"))
def open_window(
    *,
    name: str,
    from_date: date,
    until: date,
    due_on: date,
    closes_on: date | None = None,
    projects: Sequence[Project],
    note: str = "",
    by: Actor,
    at: datetime,
) -> ReportingWindow:
    """Ask projects how it goes in a period (SG-4): each manager, or else whoever answers for the owner, gets a link.

    `from_date` and `until` are the period, half-open; `due_on` is the last day that is asked for. Late reports are
    taken until the window is closed: by hand, or by the system in the morning of `closes_on`. A project with nobody to
    ask is in it all the same. The code (R-22-003) is gapless per year. Raises InvalidInput.
    """
    today = clock.local_date(at)
    wrong = {}
    if not name.strip():
        wrong["name"] = _("Write this.")
    if until <= from_date:
        wrong["until"] = _("The period cannot end before it begins.")
    if from_date > today:
        wrong["from_date"] = _("A report is about what has been. The period cannot begin in the future.")
    if due_on < today:
        wrong["due_on"] = _("The deadline cannot be in the past.")
    if closes_on is not None and closes_on <= due_on:
        wrong["closes_on"] = _("It can close by itself the day after the last day to report, at the earliest.")
    keys = [project.pk for project in projects]
    rows = list(
        Project.objects.filter(pk__in=keys)
        .exclude(state__in=OVER)
        .select_related("manager", "latest_owner", "hand_over__former")
    )
    if not rows:
        wrong["projects"] = _("Choose at least one project to ask.")
    elif len(rows) != len(set(keys)):
        wrong["projects"] = _("One of the projects is over, and is not asked.")
    elif any(project.pause_id is not None for project in rows):
        wrong["projects"] = _("One of the projects is paused, and is not asked.")
    if wrong:
        raise InvalidInput(wrong)
    window = ReportingWindow.objects.create(
        code=f"R-{today:%y}-{next_number(f'R/{today.year}'):03d}",
        name=name.strip(),
        from_date=from_date,
        until=until,
        due_on=due_on,
        closes_on=closes_on,
        note=note.strip(),
        opened_at=at,
    )
    links = ask_projects(window=window, projects=rows, on=today, at=at)
    acts.record(
        window,
        *rows,
        window=window.name,
        first=from_date,
        last=until - timedelta(days=1),
        due_on=due_on,
        closes_on=closes_on,
        count=len(rows),
        projects=sorted(row.code for row in rows),
        links=links,
    )
    return window
