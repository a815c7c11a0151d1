"""Registers paused projects that were expected to go on by now."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, register_source, tells_all

from .. import queries
from ..queries import standstill


@register_source
def pauses_over(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who register it that a project was expected to go on. One SQL statement, for those who may."""
    if not (actor.has_role("project_manager", "project_owner") or actor.may("portfolio.resume_project")):
        return []
    late = [row for row in standstill.paused_projects() if row.pause and row.pause.expected_on <= today]
    clause = queries.clauses_on(today).point if late else ""
    return [
        Waiting(
            heading=_("Say whether %(project)s goes on after its pause") % {"project": row},
            url=row.get_absolute_url(),
            clause=clause,
            deadline=row.pause.expected_on if row.pause else None,
            text=row.pause.reason if row.pause else "",
            key=f"portfolio.pause:{row.pause_id}",
        )
        for row in late
        if actor.may("portfolio.resume_project", f"project:{row.pk}")
    ]


tells_all("projects", pauses_over)
