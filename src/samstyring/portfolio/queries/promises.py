"""What the municipalities have promised of people and hours, by the answers that count."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.kernel.keeping import of_rows
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import Organisation
from samstyring.parties.names import search_key

from ..models import Answer, DeliveredHours, Participation, Project, PromisedEffort, day_over, stands_by
from ..rules import promises as rules
from ..rules.parties import ACCEPTING
from ..rules.projects import OVER


@dataclass(frozen=True)
class Sums:
    """What some promises come to: how many people, how many hours, and those of each calendar year."""

    people: int = 0
    hours: int = 0
    years: dict[int, int] = field(default_factory=dict)


def summed(promises: Iterable[PromisedEffort]) -> Sums:
    """Return what promises come to."""
    rows = list(promises)
    return Sums(sum(row.people for row in rows), sum(row.total for row in rows), rules.by_year(rows))


def that_counts() -> QuerySet[Answer]:
    """Return the last answers of those who stand on a project."""
    today = clock.today()
    return _that_counts(today, day_over(today))


def _that_counts(today: date, over: datetime) -> QuerySet[Answer]:
    later = Answer.objects.filter(participation=OuterRef("participation"), sequence__gt=OuterRef("sequence"))
    return Answer.objects.filter(~Exists(later), stands_by(today, over, "participation__"))


def _that_count() -> QuerySet[PromisedEffort]:
    return PromisedEffort.objects.filter(answer__in=that_counts().values("pk"))


def promised_on(project: Project) -> dict[UUID, list[PromisedEffort]]:
    """Return what is promised on a project, by the answer that promises it, also those that count no more. One SQL statement."""
    return _by_answer(_promised_on(project.pk))


@Prepared
def _promised_on(project: UUID) -> QuerySet[PromisedEffort]:
    return PromisedEffort.objects.filter(answer__participation__project=project)


def promised_by(organisation: Organisation) -> dict[UUID, list[PromisedEffort]]:
    """Return what a municipality has promised on projects that are not over, by the answer. One SQL statement."""
    today = clock.today()
    return _by_answer(_promised_by(organisation.pk, today, day_over(today)))


@Prepared
def _promised_by(organisation: UUID, today: date, over: datetime) -> "QuerySet[PromisedEffort]":
    rows = PromisedEffort.objects.filter(answer__in=_that_counts(today, over).values("pk"))
    rows = rows.filter(answer__participation__organisation_id=organisation)
    return rows.exclude(answer__participation__project__state__in=OVER)


def _by_answer(rows: Iterable[PromisedEffort]) -> dict[UUID, list[PromisedEffort]]:
    found: dict[UUID, list[PromisedEffort]] = {}
    for row in rows:
        found.setdefault(row.answer_id, []).append(row)
    return found


@dataclass(frozen=True)
class Spread:
    """Hours promised for a time, as they are added up for a load."""

    people: int
    starts_on: date
    ends_on: date
    total: int


def hours_of(projects: QuerySet[Project]) -> dict[UUID, list[Spread]]:
    """Return the hours that each municipality has promised on some projects, by their times. One SQL statement."""
    rows = _that_count().filter(answer__participation__project__in=projects.values("pk")).order_by()
    grouped = rows.values_list("answer__participation__organisation_id", "starts_on", "ends_on")
    found: dict[UUID, list[Spread]] = {}
    for organisation, starts_on, ends_on, people, hours in grouped.annotate(of=Sum("people"), all=Sum("total")):
        found.setdefault(organisation, []).append(Spread(people, starts_on, ends_on, hours))
    return found


def accepted(projects: QuerySet[Project]) -> QuerySet[Any]:
    """Return who has accepted a place on some projects, each with how much is promised (`people`, `hours`) and `delivered`."""
    rows: QuerySet[Any] = that_counts().filter(kind__in=ACCEPTING, participation__project__in=projects.values("pk"))
    rows = rows.annotate(people=_of_answer("people"), hours=_of_answer("total"), delivered=_delivered())
    return rows.select_related("participation__project", "participation__organisation")


def _of_answer(column: str) -> Any:
    rows = PromisedEffort.objects.filter(answer=OuterRef("pk")).order_by().values("answer")
    return Coalesce(Subquery(rows.annotate(all=Sum(column)).values("all")), 0)


def _delivered() -> Any:
    rows = DeliveredHours.objects.filter(participation=OuterRef("participation")).order_by().values("participation")
    return Coalesce(Subquery(rows.annotate(all=Sum("hours")).values("all")), 0)


def with_promised(rows: Iterable[Any]) -> list[Any]:
    """Return answers, each with what it promises as `efforts`. One SQL statement."""
    answers = list(rows)
    found = _by_answer(PromisedEffort.objects.filter(answer__in=[answer.pk for answer in answers]))
    for answer in answers:
        answer.efforts = found.get(answer.pk, [])
    return answers


def sums_of(rows: QuerySet[Any]) -> tuple[int, int, int]:
    """Return how many people and hours some answers promise, and how many hours are delivered. Two SQL statements, kept."""
    return of_rows(rows, "sums", lambda: _sums_of(rows))


def _sums_of(rows: QuerySet[Any]) -> tuple[int, int, int]:
    sums = PromisedEffort.objects.filter(answer__in=rows.values("pk")).aggregate(of=Sum("people"), all=Sum("total"))
    places = rows.order_by().values("participation")
    done = DeliveredHours.objects.filter(participation__in=places).aggregate(all=Sum("hours"))
    return sums["of"] or 0, sums["all"] or 0, done["all"] or 0


@dataclass(frozen=True)
class RoleHours:
    """Hours of one role: how many are promised, and how many are delivered. `left` is never less than none."""

    role: str
    promised: int
    delivered: int

    @property
    def left(self) -> int:
        """Return how many of the promised are not delivered."""
        return max(0, self.promised - self.delivered)


def place_with_hours(key: UUID, code: str) -> Participation:
    """Return a place on a project, also one that is over: hours may come in late. Raises NotThere."""
    rows = Participation.objects.standing().select_related("project", "organisation")
    found: Participation | None = rows.filter(pk=key, project__code=code).first()
    if found is None:
        raise NotThere
    return found


def roles_promised(place: Participation) -> list[str]:
    """Return the roles of the answer that counts, each once, in its order. One SQL statement."""
    rows = _that_count().filter(answer__participation=place).order_by("position")
    return list(dict.fromkeys(rows.values_list("role", flat=True)))


def deliveries_of(place: Participation) -> list[DeliveredHours]:
    """Return what is registered of delivered hours, the first first. One SQL statement."""
    return list(delivered_rows(place).order_by("sequence"))


def delivered_rows(place: Participation) -> QuerySet[DeliveredHours]:
    """Return what is registered of delivered hours."""
    return DeliveredHours.objects.filter(participation=place)


def standing_of(place: Participation) -> list[RoleHours]:
    """Return how much of each role is promised and delivered, also of roles promised before. Two SQL statements."""
    promised: dict[str, int] = {}
    for row in _that_count().filter(answer__participation=place).order_by("position"):
        promised[row.role] = promised.get(row.role, 0) + row.total
    done: dict[str, int] = {}
    for each in deliveries_of(place):
        done[each.role] = done.get(each.role, 0) + each.hours
    return [RoleHours(role, promised.get(role, 0), done.get(role, 0)) for role in dict.fromkeys([*promised, *done])]


def on_project(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Return the answers on projects whose name or code holds some words."""
    named = Q(participation__project__search_key__contains=search_key(words))
    return rows.filter(named | Q(participation__project__code__holds=words.strip()))
