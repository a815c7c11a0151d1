"""What waits because decisions were to be looked at anew."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from samstyring.kernel.actors import Actor
from samstyring.records.models import TakenOverDecision
from samstyring.ui.worklist import Waiting, register_source

from ..models import Decision
from ..queries import from_before, reviews
from ..rules.scopes import clause_of


@register_source
def decisions_to_review(actor: Actor, today: date) -> Sequence[Waiting]:
    """Return, as one thing to do, the decisions past their review, for those who bring them before the body (SE-2)."""
    if not actor.has_role("secretariat", "secretariat_leader"):
        return []
    made_here, taken_over = reviews.past_review(actor, today), from_before.past_review(actor, today)
    both: list[Decision | TakenOverDecision] = [*made_here, *taken_over]
    past = sorted(both, key=lambda row: row.review_on or today)
    if not past:
        return []
    words = ngettext("%(count)s decision is past its review", "%(count)s decisions are past their review", len(past))
    return [
        Waiting(
            heading=words % {"count": len(past)},
            url=f"{reverse('governance:holds')}?state=past",
            clause=clause_of(actor.powers, "bring_up_decisions"),
            deadline=past[0].review_on,
            text=", ".join(each.label for each in past[:5]),
            key="decisions_to_review",
        )
    ]
