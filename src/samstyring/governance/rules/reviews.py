"""Whether a decision still holds, and when it is looked at anew. Pure questions on rows already fetched."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samstyring.records.models import TakenOverDecision
from samstyring.ui import formats

from ..models import Body, Decision, DecisionReview, EarlierReview


@dataclass(frozen=True)
class Holding:
    """How a decision stands: when it is to be looked at anew, what confirmed it last, what repealed it and from when."""

    review_on: date | None = None
    confirmed: DecisionReview | EarlierReview | None = None
    repealed: DecisionReview | EarlierReview | None = None

    def holds(self, on: date) -> bool:
        """Tell whether it is in force on a day: a repeal counts from its day."""
        return self.repealed is None or on < self.repealed.from_date

    def is_past(self, on: date) -> bool:
        """Tell whether the day by which it was to be looked at anew is past."""
        return self.holds(on) and self.review_on is not None and self.review_on < on


def holding_of(reviews: Iterable[DecisionReview | EarlierReview]) -> Holding:
    """Return how a decision stands by what was said of it, in the order in which it was said."""
    review_on, confirmed, repealed = None, None, None
    for each in reviews:
        if each.kind == DecisionReview.Kind.REPEALED:
            repealed, review_on = each, None
            continue
        review_on = each.review_on
        if each.kind == DecisionReview.Kind.CONFIRMED:
            confirmed = each
    return Holding(None if repealed else review_on, confirmed, repealed)


def decides_on(body: Body, decision: Decision | TakenOverDecision) -> bool:
    """Tell whether a body confirms and repeals a decision: its own, and what was decided under its key before.

    A decision taken over from a body that does not exist here is for whichever body the agreement gives the matter (ADR 024).
    """
    if isinstance(decision, TakenOverDecision):
        return decision.body_key in {"", body.key}
    return bool(decision.body_id == body.pk)


def mark_of_decision(decision: Decision | TakenOverDecision, today: date) -> tuple[str, str] | None:
    """Return mark and words for a decision that was repealed or confirmed; None for one of which nothing was said.

    The rows come from `queries.reviews.with_holding`.
    """
    if decision.repealed_from is not None:
        if decision.repealed_from <= today:
            return "na", _("Repealed")
        return "due", _("Repealed from %(day)s") % {"day": formats.day(decision.repealed_from)}
    return ("ok", _("Confirmed")) if decision.confirmed_on is not None else None


def mark_of_review(decision: Decision | TakenOverDecision, today: date) -> tuple[str, str]:
    """Return mark and words for whether a decision holds and is to be looked at anew."""
    if decision.repealed_from is not None:
        return mark_of_decision(decision, today) or ("na", "")
    if decision.review_on is None:
        return "ok", _("Confirmed") if decision.confirmed_on else _("In force")
    if decision.review_on < today:
        return "broken", _("Past its review")
    if (decision.review_on - today).days <= SOON:
        return "due", _("Review soon")
    return "ok", _("Confirmed") if decision.confirmed_on else _("In force")


SOON = 90
"""So many days ahead a review is named as soon due, and offered when a meeting is prepared."""
