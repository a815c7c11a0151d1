"""What can be asked of what was taken over."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.models import Basis

from ..models import TakenOverDecision, TakeOver
from ..registry.afterwards import Afterwards, afterwards
from ..registry.sheets import Sheet, sheets


@dataclass(frozen=True)
class Resting:
    """What rests on a decision that was taken over, of one kind."""

    title: object
    things: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class DecisionPage:
    """A taken-over decision with what rests on it."""

    decision: TakenOverDecision
    resting: Sequence[Resting]
    afterwards: Sequence[Afterwards]


def may_read(actor: Actor) -> bool:
    """Tell whether an actor reads what was taken over: whoever has a part in the co-operation."""
    return actor.kind == "installation" or bool(actor.capacities)


def decision_page(pk: UUID, by: Actor) -> DecisionPage:
    """Return a taken-over decision. Raises NotThere for whoever has no part in the co-operation."""
    found = TakenOverDecision.objects.select_related("take_over", "basis", "organisation").filter(pk=pk).first()
    if found is None or not may_read(by):
        raise NotThere
    return DecisionPage(found, _resting_on(found.basis), afterwards(found, by))


def _resting_on(basis: Basis) -> list[Resting]:
    def things(sheet: Sheet) -> Resting:
        return Resting(sheet.title, list(sheet.resting_on(basis)))

    return [found for sheet in sheets() if (found := things(sheet)).things]


def address_of_basis(basis: Basis, by: Actor) -> str:
    """Return the page of the taken-over decision that a basis is; "" for any other basis, or one not for the actor."""
    if not may_read(by):
        return ""
    found = TakenOverDecision.objects.filter(basis=basis).first()
    return found.get_absolute_url() if found else ""


def decisions(by: Actor) -> QuerySet[TakenOverDecision]:
    """Return the taken-over decisions. Raises NotThere for whoever has no part in the co-operation."""
    if not may_read(by):
        raise NotThere
    return TakenOverDecision.objects.select_related("take_over")


def with_words(rows: QuerySet[TakenOverDecision], words: str) -> QuerySet[TakenOverDecision]:
    """Return those with some words in number or title."""
    return rows.filter(Q(number__holds=words) | Q(title__holds=words))


def of_year(rows: QuerySet[TakenOverDecision], year: str) -> QuerySet[TakenOverDecision]:
    """Return those of a year."""
    return rows.filter(dated__year=int(year))


def years() -> list[int]:
    """Return the years that taken-over decisions are from, the newest first."""
    return [day.year for day in TakenOverDecision.objects.dates("dated", "year", order="DESC")]


def takeovers(by: Actor) -> list[TakeOver]:
    """Return what was taken over so far, the newest first. Raises NotThere."""
    if not may_read(by):
        raise NotThere
    return list(TakeOver.objects.select_related("file").order_by("-taken_over_at"))
