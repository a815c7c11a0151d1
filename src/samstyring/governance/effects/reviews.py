"""Saying of a standing decision that it is looked at anew, confirmed, or repealed."""

from datetime import date
from typing import Any

from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis
from samstyring.records.models import TakenOverDecision

from ..errors import DecisionRepealed, OtherBodysDecision
from ..models import Decision, DecisionReview, EarlierReview
from ..rules.reviews import decides_on
from .actions import decision_behind

Kind = DecisionReview.Kind


def not_repealed(decision: Decision | TakenOverDecision) -> None:
    """Refuse to say more of a decision that was repealed. Raises DecisionRepealed."""
    if decision.reviews.filter(kind=Kind.REPEALED).exists():
        raise DecisionRepealed


def note_review(decision: Decision | TakenOverDecision, **said: Any) -> DecisionReview | EarlierReview:
    """Write what is said of a decision, made here or taken over. Called by acts and effects that have checked it."""
    if isinstance(decision, TakenOverDecision):
        return EarlierReview.objects.create(decision=decision, **said)
    return DecisionReview.objects.create(decision=decision, **said)


@effect
def review_from(*, basis: Basis, review_on: date, on: date) -> DecisionReview:
    """Let a decision say itself by when it is looked at anew."""
    return DecisionReview.objects.create(
        decision=decision_behind(basis),
        kind=Kind.SET,
        from_date=on,
        review_on=review_on,
        basis=basis,
        said_at=require_running("review_from").at,
    )


@effect
def confirm(
    *, decision: Decision | TakenOverDecision, review_on: date | None, on: date, basis: Basis
) -> DecisionReview | EarlierReview:
    """Confirm a decision on the basis of a later one of the same body. Raises DecisionRepealed, OtherBodysDecision."""
    return _say(decision, Kind.CONFIRMED, on, review_on, basis)


@effect
def repeal(*, decision: Decision | TakenOverDecision, from_date: date, basis: Basis) -> DecisionReview | EarlierReview:
    """Repeal a decision from a day, on the basis of a later one of the same body.

    What it put in force is not undone by that. Raises DecisionRepealed, OtherBodysDecision.
    """
    return _say(decision, Kind.REPEALED, from_date, None, basis)


def _say(
    decision: Decision | TakenOverDecision,
    kind: DecisionReview.Kind,
    from_date: date,
    review_on: date | None,
    basis: Basis,
) -> DecisionReview | EarlierReview:
    not_repealed(decision)
    if not decides_on(decision_behind(basis).body, decision):
        raise OtherBodysDecision
    return note_review(
        decision,
        kind=kind,
        from_date=from_date,
        review_on=review_on,
        basis=basis,
        said_at=require_running(kind.value).at,
    )
