"""Set by when a decision is looked at anew."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.models import TakenOverDecision
from samstyring.ui import formats

from ..effects.reviews import not_repealed, note_review
from ..models import Decision, DecisionReview, EarlierReview
from ..queries.from_before import scopes_of
from ..queries.standing import person_acting


@acts.act(
    says=gettext_lazy("%(who)s set the review of %(label)s to %(until)s"),
    scope=lambda **arguments: scopes_of(arguments["decision"]),
)
def set_review_date(
    *, decision: Decision | TakenOverDecision, review_on: date | None, note: str = "", by: Actor, at: datetime
) -> DecisionReview | EarlierReview:
    """Set the day by which the body looks at a decision anew, or take it away; the decision itself stays as it is.

    One that was taken over is given a day as one made here (BG-5).

    Raises DecisionRepealed, InvalidInput for a day that is past.
    """
    not_repealed(decision)
    today = clock.local_date(at)
    if review_on is not None and review_on < today:
        raise InvalidInput({"review_on": _("The day cannot be before %(day)s.") % {"day": formats.day(today)}})
    review = note_review(
        decision,
        kind=DecisionReview.Kind.SET,
        from_date=today,
        review_on=review_on,
        note=note.strip()[:500],
        said_by=person_acting(by),
        said_at=at,
    )
    acts.record(review, decision, label=decision.label, until=review_on or "–")
    return review
