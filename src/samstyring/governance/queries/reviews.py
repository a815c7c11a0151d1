"""What can be asked of whether decisions still hold: the list of what holds, one decision, and what rests on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered
from samstyring.records.models import TakenOverDecision
from samstyring.ui.addresses import address_of

from ..models import Action, Body, Case, Decision, DecisionReview, EarlierReview, Proposal
from ..registry import Asked, matters
from ..rules.cases import SETTLED
from ..rules.reviews import SOON, Holding, holding_of
from .deadlines import with_due
from .decisions import address_of_decision, visible_to

Kind = DecisionReview.Kind
PASSING = (Case.Kind.AGENDA, Case.Kind.MINUTES, Case.Kind.INFORMATION)
"""Cases whose decisions are done with when the meeting is: they are not looked at anew."""
CONFIRM, REPEAL = "governance.confirm_decision", "governance.repeal_decision"


def with_holding(rows: "models.QuerySet[Decision]") -> "models.QuerySet[Decision]":
    """Return decisions with `review_on`, `confirmed_on` and `repealed_from`, as `rules.reviews` reads them."""
    said = DecisionReview.objects.filter(decision=models.OuterRef("pk")).order_by("-said_at", "-pk")
    return rows.annotate(  # type: ignore[no-redef]
        review_on=models.Subquery(said.exclude(kind=Kind.REPEALED).values("review_on")[:1]),
        confirmed_on=models.Subquery(said.filter(kind=Kind.CONFIRMED).values("from_date")[:1]),
        repealed_from=models.Subquery(said.filter(kind=Kind.REPEALED).values("from_date")[:1]),
    )


def standing(actor: Actor) -> "models.QuerySet[Decision]":
    """Return the decisions that an actor may read and that can hold over time, with how they stand."""
    rows = visible_to(actor).exclude(case__kind__in=PASSING).exclude(way=Decision.Way.NOTED)
    return with_holding(rows)


def in_force(rows: "models.QuerySet[Any]", on: date) -> "models.QuerySet[Any]":
    """Return those of such decisions that no repeal has ended by a day."""
    return rows.filter(models.Q(repealed_from=None) | models.Q(repealed_from__gt=on))


def in_state(rows: "models.QuerySet[Any]", state: str, on: date) -> "models.QuerySet[Any]":
    """Return those of such decisions that are past their review, soon there, without a date, or repealed."""
    if state == "repealed":
        return rows.filter(repealed_from__isnull=False)
    rows = in_force(rows, on)
    if state == "past":
        return rows.filter(review_on__lt=on)
    if state == "soon":
        return rows.filter(review_on__gte=on, review_on__lte=on + timedelta(days=SOON))
    return rows.filter(review_on=None) if state == "none" else rows


def older_than(rows: "models.QuerySet[Decision]", years: int, on: date) -> "models.QuerySet[Decision]":
    """Return those decided so many years ago, or longer."""
    last = on.replace(year=on.year - years, day=min(on.day, 28))
    return rows.filter(decided_on__lte=last)


def past_review(actor: Actor, on: date) -> list[Decision]:
    """Return the decisions in force whose day for review is past, the oldest day first. One SQL statement."""
    return list(in_state(standing(actor), "past", on).order_by("review_on"))


def holding(decision: Decision | TakenOverDecision) -> Holding:
    """Return how a decision stands. One SQL statement."""
    if isinstance(decision, Decision):
        return holding_of(_said_of(decision.pk))
    rows: models.QuerySet[Any] = decision.reviews.select_related("basis__decision", "said_by")
    return holding_of(rows.order_by("said_at", "pk"))


@Prepared
def _said_of(decision_id: UUID) -> "models.QuerySet[DecisionReview]":
    rows = DecisionReview.objects.filter(decision_id=decision_id).select_related("basis__decision", "said_by")
    return rows.order_by("said_at", "pk")


@dataclass(frozen=True)
class HoldingPage:
    """How a decision stands, for one reader: with the addresses of what confirmed and repealed it, where they may read."""

    holding: Holding
    lasting: bool
    confirmed_at: str
    repealed_at: str
    past: bool
    ended: bool


def holding_page(decision: Decision, actor: Actor, on: date) -> HoldingPage:
    """Return how a decision stands. At most three SQL statements."""
    found = holding(decision)
    return HoldingPage(
        holding=found,
        lasting=decision.case.kind not in PASSING and decision.way != Decision.Way.NOTED,
        confirmed_at=visible_basis(found.confirmed, actor),
        repealed_at=visible_basis(found.repealed, actor),
        past=found.is_past(on),
        ended=not found.holds(on),
    )


def visible_basis(review: DecisionReview | EarlierReview | None, actor: Actor) -> str:
    """Return the address of the decision that a confirmation or repeal rests on, where the actor may read it."""
    decision: Decision | None = getattr(review.basis, "decision", None) if review and review.basis else None
    if decision is None or not visible_to(actor).filter(pk=decision.pk).exists():
        return ""
    return address_of_decision(decision)


@dataclass(frozen=True)
class Resting:
    """Something that rests on a decision: what it is, how it stands, where it is shown."""

    what: str
    state: str = ""
    url: str = ""


@remembered
def named_in(ids: tuple[str, ...]) -> dict[str, Decision | TakenOverDecision]:
    """Return decisions by their ids, made here or taken over, so that a case about many asks once. Two SQL statements."""
    made_here = Decision.objects.filter(pk__in=ids).select_related("case", "body")
    from_before = TakenOverDecision.objects.filter(pk__in=ids).select_related("take_over")
    found: list[Decision | TakenOverDecision] = [*made_here, *from_before]
    return {str(row.pk): row for row in found}


@remembered
def holdings_of(ids: tuple[str, ...]) -> dict[str, Holding]:
    """Return how decisions stand by their ids. Two SQL statements."""
    said: dict[str, list[DecisionReview | EarlierReview]] = {pk: [] for pk in ids}
    kinds: tuple[type[DecisionReview | EarlierReview], ...] = (DecisionReview, EarlierReview)
    for kind in kinds:
        for row in kind.objects.filter(decision__in=ids).order_by("said_at", "pk"):
            said[str(row.decision_id)].append(row)
    return {pk: holding_of(rows) for pk, rows in said.items()}


@remembered
def _left_by(ids: tuple[str, ...]) -> tuple[list[Proposal], list[Action]]:
    """Return the proposals of decisions that are in effect or wait, and their unfinished follow-up. Two statements."""
    proposals = Proposal.objects.filter(case__decision__in=ids, state__in=IN_EFFECT).order_by("position")
    unfinished = Action.objects.filter(decision__in=ids, state__in=[Action.State.OPEN, Action.State.REPORTED])
    return list(proposals), list(with_due(unfinished).select_related("organisation").order_by("due"))


def what_rests_on(decision: Decision, on: date, among: tuple[str, ...] = ()) -> list[Resting]:
    """Return what a decision put in force, and its follow-up that is not finished. It is looked at before a repeal.

    `among` are the ids of all decisions that are asked about together. Two SQL statements for all of them, besides those
    of the matters.
    """
    proposals, actions = _left_by(among or (str(decision.pk),))
    own = [each for each in proposals if each.case_id == decision.case_id]
    siblings = [(each.matter, each.payload) for each in own]
    found = []
    for proposal in own:
        matter = matters.get(proposal.matter)
        if matter is None or not matter.lasts:
            continue
        reading = matter.read(Asked(proposal.payload, siblings, on, decision.case.about_id))
        waits = proposal.state == Proposal.State.WAITING
        found.append(Resting(str(reading.heading), _("waits for its condition") if waits else "", reading.url))
    for action in actions:
        if action.decision_id == decision.pk:
            words = f"{action.organisation.name}: {action.text}"
            found.append(Resting(words, str(action.get_state_display()), _address_of(action)))
    return found


def _address_of(action: Action) -> str:
    return address_of("governance:action", action.pk)


def already_brought(decisions: Collection[UUID]) -> dict[UUID, Case]:
    """Return the unfinished cases in which decisions are proposed confirmed or repealed. One SQL statement."""
    wanted = {str(pk): pk for pk in decisions}
    rows = Proposal.objects.filter(matter__in=[CONFIRM, REPEAL]).exclude(case__state__in=SETTLED)
    found = {}
    for row in rows.select_related("case"):
        pk = wanted.get(str(row.payload.get("decision")))
        if pk is not None:
            found[pk] = row.case
    return found


def to_bring(body: Body, actor: Actor, on: date) -> Sequence[Decision]:
    """Return a body's decisions that a meeting can confirm or repeal: those due for review first, then the oldest."""
    rows = in_force(standing(actor).filter(body=body), on).select_related(None).select_related("body", "case")
    ordered = rows.order_by(models.F("review_on").asc(nulls_last=True), "decided_on")[:MOST_BROUGHT]
    decisions = list(ordered)
    brought = already_brought([each.pk for each in decisions])
    return [each for each in decisions if each.pk not in brought]


IN_EFFECT = (Proposal.State.APPLIED, Proposal.State.WAITING)
MOST_BROUGHT = 60
"""How many decisions are offered at once for a meeting."""


def body_for(key: str, actor: Actor) -> Body | None:
    """Return a body whose decisions an actor may bring up, or None."""
    body = Body.objects.filter(key__iexact=key).first()
    return body if body and actor.may("governance.bring_up_decisions", f"body:{body.pk}") else None


def bodies_to_bring(actor: Actor) -> list[Body]:
    """Return the bodies whose decisions an actor may bring up. One SQL statement."""
    earlier = TakenOverDecision.objects.values("body_key")
    rows = (
        Body.objects.filter(models.Q(decisions__isnull=False) | models.Q(key__in=earlier)).distinct().order_by("name")
    )
    return [body for body in rows if actor.may("governance.bring_up_decisions", f"body:{body.pk}")]
