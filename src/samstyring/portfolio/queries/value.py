"""Value against risk: what each project last said of its benefit, and how heavy its heaviest risk is after the actions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from ..models import Project, Risk
from ..risk_scale import scale

SILENT, NONE = "none", "none"
"""The benefit of a project that has not reported, and the level of one without an open risk."""
BENEFITS = ("green", "yellow", "red", SILENT)
"""What was said of the benefit, the best first."""
FEW = 8
"""How many projects a square names; the list has the rest."""


def _open_risks() -> QuerySet[Risk]:
    rows = Risk.objects.filter(project=OuterRef("pk"), kind=Risk.Kind.RISK, closed_at=None, standing__isnull=False)
    return rows.order_by("-standing__weight_after", "-standing__weight", "sequence")


def with_value(rows: QuerySet[Project]) -> QuerySet[Any]:
    """Add what each project's last report says of its benefit, and the weight of its heaviest risk after the actions."""
    annotated: QuerySet[Any] = rows.annotate(
        benefit=F("last_report__report__benefit_light"),
        weight_left=Subquery(_open_risks().values("standing__weight_after")[:1]),
        heaviest=Subquery(_open_risks().values("pk")[:1]),
    )
    return annotated


def of_benefit(rows: QuerySet[Any], light: str) -> QuerySet[Any]:
    """Return those whose last report says this of the benefit, or that have not reported."""
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
    """Return all projects in squares: a row for each benefit, a column for each level. One SQL statement.

    A name stands with the project's code.
    """
    levels = [NONE, *(level.key for level in scale().levels)]
    squares = {(benefit, level): Square(benefit, level) for benefit in BENEFITS for level in levels}
    told = rows.select_related(None).order_by("sort_key").values_list("name", "code", "benefit", "weight_left")
    for name, code, benefit, weight in told:
        square = squares[benefit or SILENT, level_key(weight)]
        square.count += 1
        if len(square.few) < FEW:
            square.few.append((name, code))
    return [[squares[benefit, level] for level in levels] for benefit in BENEFITS]
