"""Projects on a day: which were in the portfolio, which were in execution, and what each of them lacked then.

The duties that ask of every project look at the same rows, which are read once: a co-operation may run thousands.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Exists, F, Field, OuterRef, Q, Subquery, UUIDField
from django.db.models.functions import Coalesce
from django.urls import reverse

from samstyring.kernel import clock
from samstyring.kernel.reading import remembered
from samstyring.kernel.versions import VersionQuerySet

from ..models import Answer, HandOver, Mandate, Participation, Project, stands_on

FEW = 8
"""How many projects are named of those that lack something, and of those that do not."""
ACCEPTED = (Answer.Kind.ACCEPT, Answer.Kind.RESERVE)


class Held(NamedTuple):
    """A project that was not over on a day, light, as the duties of the agreement look at it.

    `has_mandate` and `has_tolerances` are about the mandate in force that day.
    """

    pk: UUID
    code: str
    name: str
    state: str
    registered_at: datetime
    entered_on: date | None
    started_on: date | None
    purposes: Sequence[str]
    owner_id: UUID | None
    owner: str | None
    taken_over_by_id: UUID | None
    repealed: bool | None
    has_tolerances: bool

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the project's page."""
        return reverse("portfolio:project", args=[self.code])

    @property
    def has_mandate(self) -> bool:
        """Tell whether a mandate was in force, and not repealed."""
        return self.repealed is False


@remembered
def held_on(on: date) -> tuple[Held, ...]:
    """Return the projects that were registered, decided on or started by the end of a day, and not over, by name.

    One SQL statement.
    """
    rows = Project.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on))
    there = Q(registered_at__lt=_end_of(on)) | Q(entered_on__lte=on) | Q(started_on__lte=on)
    of_it = Mandate.objects.in_force(on).filter(project=OuterRef("pk"))
    said = rows.filter(there).order_by("sort_key")
    return tuple(
        Held(*row)
        for row in said.values_list(
            "pk",
            "code",
            "name",
            "state",
            "registered_at",
            "entered_on",
            "started_on",
            "purposes",
            _owner_then(on, "id", UUIDField()),
            _owner_then(on, "name", CharField()),
            "taken_over_by_id",
            Subquery(of_it.values("repeals")[:1]),
            Exists(_with_tolerances().filter(pk=Subquery(of_it.values("pk")[:1]))),
        )
    )


def _owner_then(on: date, column: str, kind: Field[Any, Any]) -> Coalesce:
    """Return a column of who owned each project on a day: the former owner of the first hand-over after it, if any."""
    after = HandOver.objects.filter(project=OuterRef("pk"), from_date__gt=on).order_by("from_date")
    return Coalesce(Subquery(after.values(f"former__{column}")[:1]), F(f"latest_owner__{column}"), output_field=kind)


def owners_answers(on: date) -> dict[UUID, tuple[str, date]]:
    """Return what the owner of each project answered last by a day, and when, by project. One SQL statement."""
    rows = Answer.objects.filter(
        stands_on(on, "participation__"), participation__role=Participation.Role.OWNER, answered_on__lte=on
    )
    said = rows.order_by("sequence").values_list("participation__project_id", "kind", "answered_on")
    return {project: (kind, day) for project, kind, day in said}


def accepted(answer: tuple[str, date] | None, project: Held) -> bool:
    """Tell whether the owner had accepted, or was named by a decision that was taken over (PA-5)."""
    if project.owner_id is None:
        return False
    return answer[0] in ACCEPTED if answer is not None else project.taken_over_by_id is not None


def _end_of(on: date) -> datetime:
    return datetime.combine(on + timedelta(days=1), time(), tzinfo=clock.OSLO)


def _with_tolerances() -> VersionQuerySet:
    """Return the mandates that set a frame within which the project decides."""
    rows: VersionQuerySet = Mandate.objects.filter(repeals=False).exclude(
        tolerance_cost_percent=None,
        tolerance_cost=None,
        tolerance_weeks=None,
        tolerance_days=None,
        tolerance_scope="",
        tolerance_benefit="",
    )
    return rows


def in_execution(on: date) -> list[Held]:
    """Return the projects in execution on a day: started on or before it, not over by it."""
    return [row for row in held_on(on) if row.started_on is not None and row.started_on <= on]


def registered_by(on: date) -> list[Held]:
    """Return the projects that were registered, or decided on, by the end of a day, and not over."""
    end = _end_of(on)
    return [row for row in held_on(on) if row.registered_at < end or (row.entered_on and row.entered_on <= on)]


def with_version_in_force(versions: VersionQuerySet, on: date) -> set[UUID]:
    """Return the projects in execution for which one of the versions (budgets …) is in force. One SQL statement."""
    last = versions.in_force(on).filter(project=OuterRef("pk")).values("repeals")[:1]
    rows = Project.objects.filter(started_on__lte=on).filter(Q(ended_on=None) | Q(ended_on__gt=on))
    return set(rows.annotate(repealed=Subquery(last)).filter(repealed=False).values_list("pk", flat=True))


@dataclass(frozen=True)
class Standing:
    """How projects stand to one thing asked of them: how many there are and lack it, and the first few of each by name."""

    count: int
    lacking: int
    few_lacking: Sequence[Held]
    few_holding: Sequence[Held]

    @property
    def holding(self) -> int:
        """Return how many do not lack it."""
        return self.count - self.lacking


def standing(rows: Iterable[Held], holds: Callable[[Held], bool]) -> Standing:
    """Return how projects stand to what `holds` tells of each."""
    lacking: list[Held] = []
    holding: list[Held] = []
    for row in rows:
        (holding if holds(row) else lacking).append(row)
    return Standing(len(lacking) + len(holding), len(lacking), lacking[:FEW], holding[:FEW])
