"""Log a change that the project decided itself."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from .. import queries
from ..errors import NotStarted, OutsideTolerance
from ..models import Change, Project
from ..queries import steering
from ..rules.tolerances import beyond, frames, used


@acts.act(
    says=_("%(who)s logged a change in %(project)s: %(what)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def log_change(
    *,
    project: Project,
    what: str,
    why: str,
    decided_by: str,
    decided_on: date | None = None,
    days: int = 0,
    cost: int = 0,
    by: Actor,
    at: datetime,
) -> Change:
    """Log what the project decided within its tolerances: `days` later, `cost` in øre dearer, or less than nothing (OR-3).

    All that was logged since the mandate came into force counts. Raises NotStarted, InvalidInput, OutsideTolerance where
    it would go beyond a tolerance that the mandate sets.
    """
    if project.state != Project.State.STARTED:
        raise NotStarted
    today = clock.local_date(at)
    on = decided_on or today
    errors = {
        name: _("Write this.")
        for name, text in (("what", what), ("why", why), ("decided_by", decided_by))
        if not text.strip()
    }
    if on > today:
        errors["decided_on"] = _("It cannot have been decided on a day that has not come.")
    if errors:
        raise InvalidInput(errors)
    mandate = queries.mandate_in_force(project, today)
    since = mandate.in_force_from if mandate else None
    logged = steering.changes_of(project)
    used_days, used_cost = used(logged, since)
    if beyond(frames(mandate), used_days + max(days, 0), used_cost + max(cost, 0)):
        raise OutsideTolerance(clause=queries.clauses_on(today).tolerances or None)
    change: Change = Change.objects.create(
        project=project,
        sequence=len(logged) + 1,
        what=what.strip()[:300],
        why=why.strip()[:1000],
        decided_by=decided_by.strip()[:200],
        decided_on=on,
        days=days,
        cost=cost,
        by_id=by.person_id,
        at=at,
    )
    acts.record(project, change, project=str(project), what=change.what, days=days, cost=cost)
    return change
