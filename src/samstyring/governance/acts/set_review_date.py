"""Set by when a decision is looked at anew."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.ui import formats

from ..effects.reviews import not_repealed
from ..models import Decision, DecisionReview
from ..queries.standing import person_acting


@acts.act(
    says=gettext_lazy("%(who)s set the review of %(label)s to %(until)s"),
    scope=lambda **arguments: [f"body:{arguments['decision'].body_id}"],
)
def set_review_date(
    *, decision: Decision, review_on: date | None, note: str = "", by: Actor, at: datetime
) -> DecisionReview:
    """Set the day by which the body looks at a decision anew, or take it away; the decision itself stays as it is.

    Raises DecisionRepealed, InvalidInput for a day that is past.
    """
    not_repealed(decision)
    today = clock.local_date(at)
    if review_on is not None and review_on < today:
        raise InvalidInput({"review_on": _("The day cannot be before %(day)s.") % {"day": formats.day(today)}})
    review = DecisionReview.objects.create(
        decision=decision,
        kind=DecisionReview.Kind.SET,
        from_date=today,
        review_on=review_on,
        note=note.strip()[:500],
        said_by=person_acting(by),
        said_at=at,
    )
    acts.record(review, decision, label=decision.label, until=review_on or "–")
    return review
