"""Projects on a day: which were registered, which were in execution, and which of them lack something.

A co-operation may run thousands: the database counts them, and only the first few are fetched to be named.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from samstyring.charter.models import Accession
from samstyring.kernel import clock
from samstyring.kernel.versions import VersionQuerySet

from ..models import Answer, Participation, Project

FEW = 8
"""How many projects are named of those that lack something, and of those that do not."""

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Standing:
    """How projects stand to one thing asked of them: how many there are and lack it, and the first few of each by name."""

    count: int
    lacking: int
    few_lacking: Sequence[Project]
    few_holding: Sequence[Project]

    @property
    def holding(self) -> int:
        """Return how many do not lack it."""
        return self.count - self.lacking


def standing(rows: Rows) -> Standing:
    """Return how projects annotated with `holds` stand. At most three statements."""
    found = rows.aggregate(count=Count("pk"), lacking=Count("pk", filter=Q(holds=False)))
    named = rows.select_related("owner").order_by("sort_key")
    return Standing(
        found["count"],
        found["lacking"],
        list(named.filter(holds=False)[:FEW]) if found["lacking"] else [],
        list(named.filter(holds=True)[:FEW]) if found["lacking"] < found["count"] else [],
    )


def in_execution(on: date) -> Rows:
    """Return the projects in execution on a day: started on or before it, not ended by it."""
    return Project.objects.filter(started_on__lte=on).filter(Q(ended_on=None) | Q(ended_on__gt=on))


def registered_by(on: date) -> Rows:
    """Return the projects that were registered, or decided on, by the end of a day, and not ended."""
    end = datetime.combine(on + timedelta(days=1), time(), tzinfo=clock.OSLO)
    rows = Project.objects.filter(Q(registered_at__lt=end) | Q(entered_on__lte=on))
    return rows.filter(Q(ended_on=None) | Q(ended_on__gt=on))


def naming_purposes(rows: Rows, known: Iterable[str]) -> Standing:
    """Return how projects stand to naming one of these purposes. At most two statements.

    What a project names is a list in one column, which the two databases look into each in their own way.
    """
    purposes = set(known)
    named = {key: bool(purposes & set(some)) for key, some in rows.order_by("sort_key").values_list("pk", "purposes")}
    few = {holds: [key for key, does in named.items() if does is holds][:FEW] for holds in (False, True)}
    found = rows.filter(pk__in=[*few[False], *few[True]]).select_related("owner").in_bulk()
    return Standing(
        len(named),
        sum(not holds for holds in named.values()),
        [found[key] for key in few[False]],
        [found[key] for key in few[True]],
    )


def with_owner(rows: Rows, on: date) -> Rows:
    """Say of each project whether it has an owner that had accepted on the day, or that a decision taken over named."""
    answers = _owners_answers(on).filter(participation__project=OuterRef("pk")).order_by("-sequence")
    asked = rows.annotate(last_answer=Subquery(answers.values("kind")[:1]))
    accepted = Q(last_answer__in=(Answer.Kind.ACCEPT, Answer.Kind.RESERVE))
    taken_over = Q(last_answer=None, taken_over_by__isnull=False)
    return _holding(asked, Q(owner__isnull=False) & (accepted | taken_over))


def led_by_party(rows: Rows, on: date) -> Rows:
    """Say of each project whether a municipality that is party to the agreement on the day leads it."""
    parties = Accession.objects.on(on).filter(organisation=OuterRef("owner"))
    return _holding(rows, Exists(parties))


def with_version(rows: Rows, versions: VersionQuerySet, on: date) -> Rows:
    """Say of each project whether one of the versions (mandates, budgets …) is in force for it on the day."""
    last = versions.in_force(on).filter(project=OuterRef("pk")).values("repeals")[:1]
    return _holding(rows.annotate(repealed=Subquery(last)), Q(repealed=False))


def with_tolerances(rows: Rows, versions: VersionQuerySet, on: date) -> Rows:
    """Say of each project whether the mandate in force on the day sets a frame within which the project decides."""
    newest = versions.in_force(on).filter(project=OuterRef("pk")).values("pk")[:1]
    set_there = versions.filter(pk=OuterRef("in_force"), repeals=False).exclude(
        tolerance_cost_percent=None,
        tolerance_cost=None,
        tolerance_weeks=None,
        tolerance_days=None,
        tolerance_scope="",
        tolerance_benefit="",
    )
    return _holding(rows.annotate(in_force=Subquery(newest)), Exists(set_there))


def _holding(rows: Rows, condition: Any) -> Rows:
    annotated: Rows = rows.annotate(holds=Case(When(condition, then=Value(True)), default=Value(False)))
    return annotated


def _owners_answers(on: date) -> QuerySet[Answer]:
    return Answer.objects.filter(
        participation__role=Participation.Role.OWNER, participation__removed_at=None, answered_on__lte=on
    )


def owners_answers(project_ids: Iterable[UUID], on: date) -> dict[UUID, Answer]:
    """Return the owner's answer that counts on a day, by project. One statement."""
    answers = _owners_answers(on).filter(participation__project_id__in=list(project_ids))
    answers = answers.select_related("participation").order_by("sequence")
    return {answer.participation.project_id: answer for answer in answers}
