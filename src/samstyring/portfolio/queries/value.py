"""Value against risk: what each project last said of its benefit, or how a candidate is scored; and its heaviest risk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from samstyring.kernel.actors import Actor
from samstyring.kernel.keeping import book, of_rows

from ..models import Project, Risk
from ..risk_scale import scale
from .scoring import scored_projects, sees_scores

SILENT, NONE = "none", "none"
"""The benefit of a project that has not reported, and the level of one without an open risk."""
BENEFITS = ("green", "yellow", "red", SILENT)
"""What was said of the benefit, the best first."""
FEW = 8
"""How many projects a square names; the list has the rest."""


@dataclass(frozen=True, slots=True)
class Scored:
    """How a candidate is scored: the mean of the whole sheets, how many steps the scale has, and on which criteria."""

    total: Fraction
    steps: int
    criteria: str


def placed_by_score(by: Actor, on: date) -> Mapping[UUID, Scored]:
    """Return how candidates without a report are scored on the criteria in force, for who sees scores.

    Only those that have a whole sum. Kept until an act writes something of it.
    """
    if not sees_scores(by):
        return {}
    with book("candidates placed by score", on, get_language()) as kept:
        return dict(kept.share("all", lambda: tuple(_scored(on))))


def _scored(on: date) -> Iterator[tuple[UUID, Scored]]:
    waiting = Project.objects.filter(state__in=[Project.State.CANDIDATE, Project.State.ENTERED], last_report=None)
    for key, candidate in scored_projects(waiting.order_by(), on).items():
        found = candidate.current
        if found is not None and found.total is not None:
            yield key, Scored(found.total, found.steps, str(found.criteria))


def third(result: Scored) -> str:
    """Return the line of the picture that a score stands in: the upper, middle or lower third of the scale."""
    share = (result.total - 1) / max(1, result.steps - 1)
    if share >= Fraction(2, 3):
        return "green"
    return "yellow" if share >= Fraction(1, 3) else "red"


def _open_risks() -> QuerySet[Risk]:
    rows = Risk.objects.filter(project=OuterRef("pk"), kind=Risk.Kind.RISK, closed_at=None, standing__isnull=False)
    return rows.order_by("-standing__weight_after", "-standing__weight", "sequence")


def with_value(rows: QuerySet[Project], scores: Mapping[UUID, Scored]) -> QuerySet[Any]:
    """Add what each project's last report says of its benefit, and the weight of its heaviest risk after the actions.

    One that has not reported has the third of the scale that its score is in, where it is among `scores`.
    """
    lines: dict[str, list[UUID]] = {}
    for key, result in scores.items():
        lines.setdefault(third(result), []).append(key)
    scored = [When(pk__in=keys, then=Value(line)) for line, keys in lines.items()]
    reported: Any = F("last_report__report__benefit_light")
    if scored:
        reported = Coalesce(reported, Case(*scored, default=None, output_field=CharField()))
    annotated: QuerySet[Any] = rows.annotate(
        benefit=reported,
        weight_left=Subquery(_open_risks().values("standing__weight_after")[:1]),
        heaviest=Subquery(_open_risks().values("pk")[:1]),
    )
    return annotated


def of_benefit(rows: QuerySet[Any], light: str) -> QuerySet[Any]:
    """Return those that stand in a line of the picture: by their report, or by their score."""
    return rows.filter(benefit=None) if light == SILENT else rows.filter(benefit=light)


def of_risk(rows: QuerySet[Any], key: str) -> QuerySet[Any]:
    """Return those whose heaviest risk is on a level after the actions, or that have no open risk."""
    if key == NONE:
        return rows.filter(weight_left=None)
    return rows.filter(weight_left__gte=scale().begins(key), weight_left__lt=scale().ends(key))


def level_key(weight: int | None) -> str:
    """Return the level that a weight is on."""
    return NONE if weight is None else scale().level(weight).key


def heaviest_risks(projects: Iterable[Any]) -> dict[UUID, Risk]:
    """Return the heaviest risk of each project, by project. One SQL statement."""
    keys = [project.heaviest for project in projects if project.heaviest]
    return {row.project_id: row for row in Risk.objects.filter(pk__in=keys).select_related("standing", "project")}


@dataclass
class Square:
    """The projects whose benefit and risk are the same: how many, and the first few of them by name."""

    benefit: str
    level: str
    count: int = 0
    url: str = ""
    few: list[tuple[str, str]] = field(default_factory=list)

    @property
    def more(self) -> int:
        """Return how many are not named."""
        return self.count - len(self.few)


def picture(rows: QuerySet[Any]) -> Sequence[Sequence[Square]]:
    """Return all projects in squares: a row for each benefit, a column for each level. One SQL statement, kept.

    A name stands with the project's code.
    """
    return of_rows(rows, "picture", lambda: _picture(rows))


def _picture(rows: QuerySet[Any]) -> Sequence[Sequence[Square]]:
    levels = [NONE, *(level.key for level in scale().levels)]
    squares = {(benefit, level): Square(benefit, level) for benefit in BENEFITS for level in levels}
    told = rows.select_related(None).order_by("sort_key").values_list("name", "code", "benefit", "weight_left")
    for name, code, benefit, weight in told:
        square = squares[benefit or SILENT, level_key(weight)]
        square.count += 1
        if len(square.few) < FEW:
            square.few.append((name, code))
    return [[squares[benefit, level] for level in levels] for benefit in BENEFITS]
