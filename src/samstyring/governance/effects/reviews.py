"""Saying of a standing decision that it is looked at anew, confirmed, or repealed."""

from datetime import date

from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis

from ..errors import DecisionRepealed, OtherBodysDecision
from ..models import Decision, DecisionReview
from .actions import decision_behind

Kind = DecisionReview.Kind


def not_repealed(decision: Decision) -> None:
    """Refuse to say more of a decision that was repealed. Raises DecisionRepealed."""
    if DecisionReview.objects.filter(decision=decision, kind=Kind.REPEALED).exists():
        raise DecisionRepealed


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
def confirm(*, decision: Decision, review_on: date | None, on: date, basis: Basis) -> DecisionReview:
    """Confirm a decision on the basis of a later one of the same body. Raises DecisionRepealed, OtherBodysDecision."""
    return _say(decision, Kind.CONFIRMED, on, review_on, basis)


@effect
def repeal(*, decision: Decision, from_date: date, basis: Basis) -> DecisionReview:
    """Repeal a decision from a day, on the basis of a later one of the same body.

    What it put in force is not undone by that. Raises DecisionRepealed, OtherBodysDecision.
    """
    return _say(decision, Kind.REPEALED, from_date, None, basis)


def _say(
    decision: Decision, kind: DecisionReview.Kind, from_date: date, review_on: date | None, basis: Basis
) -> DecisionReview:
    not_repealed(decision)
    if decision_behind(basis).body_id != decision.body_id:
        raise OtherBodysDecision
    return DecisionReview.objects.create(
        decision=decision,
        kind=kind,
        from_date=from_date,
        review_on=review_on,
        basis=basis,
        said_at=require_running(kind.value).at,
    )
