"""What the agreement makes wait for the secretariat: duties that fall due by a date or in a window."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, register_source

from . import queries
from .rules import DUE

FOLLOWS_UP = ("secretariat_leader", "secretariat")


@register_source
def duties_due(actor: Actor, today: date) -> Sequence[Waiting]:
    """Return the dated duties that are due soon; what recurs is told by the floor that knows how to do it."""
    if not actor.has_role(*FOLLOWS_UP) or not queries.is_founded():
        return []
    return [
        Waiting(
            heading=duty.heading,
            url=f"{reverse('charter:conformance')}#{duty.key}",
            clause=duty.clause,
            deadline=duty.next_date,
            text=duty.why,
            key=f"charter.{duty.key}",
        )
        for duty in queries.conformance(today).duties
        if duty.state == DUE and duty.kind in ("by_date", "window")
    ]
