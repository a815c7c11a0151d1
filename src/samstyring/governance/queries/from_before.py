"""Decisions from before, beside those made here: they stand until a body repeals them, and never pass for its own (BG-5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.records.models import TakenOverDecision
from samstyring.ui import formats

from ..models import Body, Decision, EarlierReview
from ..rules.reviews import Holding, decides_on, mark_of_review
from .reviews import MOST_BROUGHT, already_brought, holding, in_force, in_state, visible_basis

Kind = EarlierReview.Kind
SHOWN = 20
"""How many are listed beside those made here; the rest are a link away, and counted."""


@dataclass(frozen=True)
class FromBefore:
    """The decisions taken over that are looked at anew first, and how many there are."""

    first: Sequence[TakenOverDecision]
    count: int

    @property
    def more(self) -> int:
        """Return how many are not listed."""
        return self.count - len(self.first)


def with_holding(rows: "models.QuerySet[TakenOverDecision]") -> "models.QuerySet[Any]":
    """Return decisions taken over with `review_on`, `confirmed_on` and `repealed_from`, as `rules.reviews` reads them."""
    said = EarlierReview.objects.filter(decision=models.OuterRef("pk")).order_by("-said_at", "-pk")
    return rows.annotate(  # type: ignore[no-redef]
        review_on=models.Subquery(said.exclude(kind=Kind.REPEALED).values("review_on")[:1]),
        confirmed_on=models.Subquery(said.filter(kind=Kind.CONFIRMED).values("from_date")[:1]),
        repealed_from=models.Subquery(said.filter(kind=Kind.REPEALED).values("from_date")[:1]),
    )


def standing(actor: Actor) -> "models.QuerySet[Any]":
    """Return the decisions taken over, with how they stand; none for one without a part here."""
    rows = TakenOverDecision.objects.select_related("take_over")
    return with_holding(rows if actor.capacities or actor.kind == "installation" else rows.none())


def ordered(rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    """Return such decisions, those to be looked at anew first, then the newest."""
    return rows.order_by(models.F("review_on").asc(nulls_last=True), "-dated", "number")


def with_words(rows: "models.QuerySet[Any]", words: str) -> "models.QuerySet[Any]":
    """Return those with some words in number, title or text."""
    return rows.filter(models.Q(number__holds=words) | models.Q(title__holds=words) | models.Q(text__holds=words))


def narrowed(
    rows: "models.QuerySet[Any]", on: date, *, words: str = "", body: str = "", state: str = "", years: str = ""
) -> "models.QuerySet[Any]":
    """Return those with some words, of one body, in one state (in force where none is asked for), so many years old."""
    rows = in_state(rows, state, on) if state else in_force(rows, on)
    if words:
        rows = with_words(rows, words)
    if body:
        rows = rows.filter(body_key=body)
    if years.isdigit():
        rows = rows.filter(dated__lte=on.replace(year=max(1, on.year - int(years)), day=min(on.day, 28)))
    return rows


def taken_over(actor: Actor, on: date, **narrowing: str) -> FromBefore:
    """Return the decisions taken over that stand beside those made here. Two SQL statements, one where all are shown."""
    rows = narrowed(standing(actor), on, **narrowing)
    first = list(ordered(rows)[:SHOWN])
    return FromBefore(first, rows.count() if len(first) == SHOWN else len(first))


def past_review(actor: Actor, on: date) -> list[TakenOverDecision]:
    """Return those in force whose day for review is past, the oldest day first. One SQL statement."""
    return list(in_state(standing(actor), "past", on).order_by("review_on"))


def to_bring(body: Body, actor: Actor, on: date) -> Sequence[TakenOverDecision]:
    """Return those that a meeting of a body can confirm or repeal. Two SQL statements."""
    rows = in_force(standing(actor).filter(body_key__in=["", body.key]), on)
    found = list(ordered(rows)[:MOST_BROUGHT])
    brought = already_brought([each.pk for each in found])
    return [each for each in found if each.pk not in brought]


def choices_for(body: Body, on: date) -> Iterable[TakenOverDecision]:
    """Return those that a case of a body can be about. One SQL statement."""
    rows = with_holding(TakenOverDecision.objects.filter(body_key__in=["", body.key]))
    return list(ordered(in_force(rows, on)))


def earlier_decision(pk: UUID, actor: Actor) -> TakenOverDecision:
    """Return a decision taken over. Raises NotThere."""
    found: TakenOverDecision | None = standing(actor).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def scopes_of(decision: Decision | TakenOverDecision) -> list[str]:
    """Return the scopes in which a day for review is set: the body's, every body's for one from a body not here."""
    if isinstance(decision, Decision):
        return [f"body:{decision.body_id}"]
    return [f"body:{body.pk}" for body in Body.objects.all() if decides_on(body, decision)]


def lines_of(decision: TakenOverDecision, actor: Actor, on: date) -> tuple[tuple[str, str], list[tuple[str, str]]]:
    """Return how a decision taken over stands: its mark, and lines with addresses. At most six SQL statements."""
    found = holding(decision)
    stands: Any = with_stand(decision, found)
    lines = []
    for said in (found.confirmed, found.repealed):
        if said is not None and said.basis is not None:
            words = _("%(day)s: %(basis)s") % {"day": formats.day(said.from_date), "basis": said.basis.label}
            lines.append((words, visible_basis(said, actor)))
    if found.repealed is None:
        day = found.review_on
        words = _("Looked at anew by %(day)s.") % {"day": formats.day(day)} if day else _("No day for review.")
        lines.append((words, ""))
        if actor.may("governance.set_review_date", *scopes_of(decision)):
            lines.append((_("Set the day for review"), reverse("governance:earlier_review_date", args=[decision.pk])))
    return mark_of_review(stands, on), lines


def with_stand(decision: TakenOverDecision, found: Holding) -> TakenOverDecision:
    """Return the decision as `with_holding` would have given it, from what was said of it."""
    decision.review_on = found.review_on
    decision.confirmed_on = found.confirmed.from_date if found.confirmed else None
    decision.repealed_from = found.repealed.from_date if found.repealed else None
    return decision
