"""The deadlines of the yearly plans wait for those who keep the plan (SG-6)."""

from collections.abc import Sequence
from datetime import date, timedelta

from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, register_source

from ..models import PlanEntry
from ..queries import whole as queries
from ..rules import readers
from ..rules.scopes import clause_of

AHEAD = timedelta(days=30)


@register_source
def plan_deadlines(actor: Actor, today: date) -> Sequence[Waiting]:
    """Return the deadlines of the next month to those who keep a plan; themes are not done by a day."""
    if not readers.may_anywhere(actor, "governance.change_plan_entry"):
        return []
    clause = clause_of(actor.powers, "change_plan_entry")
    return [
        Waiting(
            heading=f"{entry.title} ({entry.body.name})",
            url=entry.get_absolute_url(),
            clause=clause,
            deadline=entry.last_day or entry.day,
            text=entry.note,
            key=f"plan:{entry.pk}",
        )
        for entry in queries.plan_ahead(today)
        if entry.kind != PlanEntry.Kind.THEME
        and entry.day <= today + AHEAD
        and actor.may("governance.change_plan_entry", f"body:{entry.body_id}")
    ]
