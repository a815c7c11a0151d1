"""Registers what the portfolio board is told of at its next meeting: what owners and project boards have decided."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.governance.registry import Happened, happenings
from samstyring.kernel import clock

from . import queries
from .queries import decision_points


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
