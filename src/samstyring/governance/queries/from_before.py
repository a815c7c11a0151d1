"""Decisions from before, beside those that still hold: they were taken over, and nobody has looked at them anew here."""

from collections.abc import Sequence
from dataclasses import dataclass

from samstyring.kernel.actors import Actor
from samstyring.records.models import TakenOverDecision

SHOWN = 20
"""How many are listed; the rest are a link away, and counted."""


@dataclass(frozen=True)
class FromBefore:
    """The newest decisions that were taken over, and how many there are."""

    newest: Sequence[TakenOverDecision]
    count: int

    @property
    def more(self) -> int:
        """Return how many are not listed."""
        return self.count - len(self.newest)


def taken_over(actor: Actor, body_key: str = "") -> FromBefore:
    """Return the decisions taken over, of one body or of all. Two SQL statements; nothing for one without a part here."""
    if not actor.capacities and actor.kind != "installation":
        return FromBefore((), 0)
    rows = TakenOverDecision.objects.order_by("-dated", "number")
    if body_key:
        rows = rows.filter(body_key=body_key)
    return FromBefore(list(rows[:SHOWN]), rows.count())
