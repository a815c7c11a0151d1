"""Registers what the portfolio board is told of at its next meeting: what owners and project boards have decided."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.governance.registry import Happened, happenings
from samstyring.kernel import clock
from samstyring.ui import formats

from . import queries
from .models import Pause, Project
from .queries import decision_points, standstill


def phases_passed(body: str, since: date, until: date) -> Sequence[Happened]:
    """Return the decision points passed by others, for the body that decides on decision points. Two SQL statements."""
    rows = charter.said("authority", min(until, clock.today())) or ()
    if body not in {row["body"] for row in rows if row["matter"] == decision_points.MATTER}:
        return ()
    clause = queries.clauses_on(min(until, clock.today())).point
    return [
        Happened(
            on=row.passed_on,
            text=_("%(project)s passed %(point)s %(name)s")
            % {"project": row.project, "point": row.point, "name": row.name},
            url=row.get_absolute_url(),
            detail=row.get_decided_by_display(),
            clause=clause,
        )
        for row in decision_points.passed_since(since, until)
    ]


happenings.register("portfolio.decision_points", phases_passed)


def standstills(body: str, since: date, until: date) -> Sequence[Happened]:
    """Return which projects were paused and went on, for the body that decides on decision points. Two statements."""
    day = min(until, clock.today())
    rows = charter.said("authority", day) or ()
    if body not in {row["body"] for row in rows if row["matter"] == decision_points.MATTER}:
        return ()
    clause = queries.clauses_on(day).point
    return [_standstill(row, ended, clause) for row, ended in standstill.standstill_since(since, until)]


def _standstill(pause: Pause, ended: bool, clause: str) -> Happened:
    facts = {"project": pause.project, "day": formats.day(pause.expected_on), "reason": pause.reason}
    if not ended:
        text = _("%(project)s is paused, and expected to go on %(day)s: %(reason)s") % facts
    elif pause.project.state == Project.State.STOPPED and pause.project.ended_on == pause.until:
        text = _("%(project)s was stopped while it was paused") % facts
    else:
        text = _("%(project)s goes on after its pause") % facts
    on = pause.until if ended and pause.until else pause.from_date
    detail = "" if ended else pause.get_decided_by_display()
    return Happened(on=on, text=text, url=pause.get_absolute_url(), detail=detail, clause=clause)


happenings.register("portfolio.standstill", standstills)
