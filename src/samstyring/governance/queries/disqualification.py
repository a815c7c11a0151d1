"""Who is disqualified on an item: the questions, and the ruling on each that counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared

from ..models import AgendaItem, DisqualificationQuestion, DisqualificationRuling


@dataclass(frozen=True)
class Asked:
    """A question of disqualification with the ruling that counts, if the body has ruled."""

    question: DisqualificationQuestion
    ruling: DisqualificationRuling | None

    @property
    def open(self) -> bool:
        """Tell whether the body has not ruled."""
        return self.ruling is None

    @property
    def disqualified(self) -> bool:
        """Tell whether the one asked about is found to be disqualified."""
        return self.ruling is not None and self.ruling.disqualified

    def is_about(self, seat_id: UUID, name: str) -> bool:
        """Tell whether the question is about whoever meets for a seat now."""
        return self.question.seat_id == seat_id and self.question.name == name

    @property
    def substitute(self) -> str:
        """Return who stepped in for the seat, if someone did."""
        return self.ruling.substitute if self.ruling else ""


def asked_on(items: Iterable[UUID]) -> dict[UUID, list[Asked]]:
    """Return the questions on items, each with the ruling that counts. Two SQL statements."""
    questions = _questions(list(items))
    rulings = {row.question_id: row for row in _rulings([each.pk for each in questions])}
    found: dict[UUID, list[Asked]] = {}
    for question in questions:
        found.setdefault(question.item_id, []).append(Asked(question, rulings.get(question.pk)))
    return found


@Prepared
def _questions(items: Sequence[UUID]) -> "QuerySet[DisqualificationQuestion]":
    return DisqualificationQuestion.objects.filter(item_id__in=items).select_related("seat", "raised_by")


@Prepared
def _rulings(questions: Sequence[UUID]) -> "QuerySet[DisqualificationRuling]":
    rows = DisqualificationRuling.objects.filter(question_id__in=questions)
    return rows.select_related("ruled_by").order_by("sequence")


def disqualified_on(item_id: UUID) -> list[Asked]:
    """Return those who are found to be disqualified on an item, each for a seat. Two SQL statements."""
    return [each for each in asked_on([item_id]).get(item_id, []) if each.disqualified]


def question_for(item: AgendaItem, pk: UUID, actor: Actor) -> Asked:
    """Return a question on an item whose room the actor is in. Raises NotThere."""
    del actor
    for each in asked_on([item.pk]).get(item.pk, []):
        if each.question.pk == pk:
            return each
    raise NotThere
