"""Who takes part in the portfolio on a day, and who has not answered: read once for all the checks that ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from samstyring.charter import queries as charter
from samstyring.charter.rules import size_group_of
from samstyring.governance.queries.bodies import parties_on
from samstyring.kernel import reading
from samstyring.parties.models import Population

from ..models import Answer, Participation, stands_on

ACCEPTED = (Answer.Kind.ACCEPT, Answer.Kind.RESERVE)


class Place(NamedTuple):
    """A party's place on a project that is not over, light: a country may have tens of thousands of them."""

    organisation_id: UUID
    organisation: str
    code: str
    answer_by: date | None


@dataclass(frozen=True)
class TakingPart:
    """How the parties' places on projects stand on a day: who takes part, who lacks, and who is silent.

    `accepting` are the organisations that have accepted a place. `started` counts the places on projects in execution,
    and `lacking` are those of them that are not accepted. `asked` counts the places whose party has been asked by the
    day, and `silent` are those of them without an answer that should come by a date. Both lists stand by the project.
    """

    accepting: frozenset[UUID]
    started: int
    lacking: tuple[Place, ...]
    asked: int
    silent: tuple[Place, ...]


@reading.remembered
def taking_part(on: date) -> TakingPart:
    """Return how the places on the projects that were not ended on a day stand. One SQL statement.

    A place is accepted when its last answer by the day says so, with a reservation or without; or when it has no answer
    and stood there when the project was taken over from before.
    """
    accepting: set[UUID] = set()
    lacking, silent, started, asked = [], [], 0, 0
    for organisation, name, code, began, taken_over, asked_at, answer_by, answer in _places(on).iterator(2_000):
        accepted = answer in ACCEPTED or (answer is None and taken_over is not None)
        place = Place(organisation, name, code, answer_by)
        if accepted:
            accepting.add(organisation)
        if began is not None and began <= on:
            started += 1
            if not accepted:
                lacking.append(place)
        if asked_at is not None and asked_at.date() <= on:
            asked += 1
            if answer is None and answer_by is not None:
                silent.append(place)
    return TakingPart(frozenset(accepting), started, tuple(lacking), asked, tuple(silent))


def _places(on: date) -> QuerySet[Participation, tuple[Any, ...]]:
    answers = Answer.objects.filter(participation=OuterRef("pk"), answered_on__lte=on).order_by("-sequence")
    return (
        Participation.objects.filter(stands_on(on))
        .exclude(role=Participation.Role.NEXT_OWNER)
        .filter(Q(project__ended_on=None) | Q(project__ended_on__gt=on))
        .order_by("project__sort_key", "organisation__sort_key")
        .values_list(
            "organisation_id",
            "organisation__name",
            "project__code",
            "project__started_on",
            "project__taken_over_by",
            "asked_at",
            "answer_by",
            Subquery(answers.values("kind")[:1]),
        )
    )


def size_groups_on(on: date) -> Mapping[str, set[UUID]]:
    """Return the parties of each size group of the charter that has any, by the newest population. Two statements."""
    groups = charter.said("size_group", on) or []
    parties = {party.pk for party in parties_on(on)}
    newest = (
        Population.objects.filter(organisation=OuterRef("organisation"), date__lte=on)
        .order_by()
        .values("organisation")
        .annotate(at=Max("date"))
        .values("at")
    )
    found: dict[str, set[UUID]] = {str(group["name"]): set() for group in groups}
    rows = Population.objects.filter(organisation__in=parties, date=Subquery(newest))
    for organisation, number in rows.values_list("organisation_id", "number"):
        if name := size_group_of(number, groups):
            found[name].add(organisation)
    return {name: members for name, members in found.items() if members}
