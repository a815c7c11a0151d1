"""Writing budgets and funding plans that were taken over: in bulk, on the decisions that they rest on."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from samstyring.kernel.acts import effect
from samstyring.kernel.versions import GovernedVersion
from samstyring.portfolio.models import Project
from samstyring.records.registry import Row, Taking

from ..models import Budget, BudgetLine, FundingPlan, FundingSource

V = TypeVar("V", bound=GovernedVersion)
BATCH = 1_000


@effect
def write_budgets(*, rows: Sequence[Row], basis: Any, taking: Taking) -> None:
    """Write budgets as adopted versions, each on the decision that its rows name (`basis` is not used)."""
    del basis
    lines = []
    versions = _drafts(Budget, rows, taking)
    for position, row in enumerate(rows):
        budget = versions[row["project"], row["number"]]
        lines.append(
            BudgetLine(budget=budget, position=position, text=row["text"], year=row["year"], amount=row["amount"])
        )
    BudgetLine.objects.bulk_create(lines, batch_size=BATCH)
    _adopt(Budget, versions, rows)


@effect
def write_funding_plans(*, rows: Sequence[Row], basis: Any, taking: Taking) -> None:
    """Write funding plans as adopted versions, each on the decision that its rows name (`basis` is not used)."""
    del basis
    sources = []
    versions = _drafts(FundingPlan, rows, taking)
    for position, row in enumerate(rows):
        sources.append(
            FundingSource(
                plan=versions[row["project"], row["number"]],
                position=position,
                name=row["source"],
                organisation=row["organisation"],
                year=row["year"],
                amount=row["amount"],
                certainty=row["certainty"],
            )
        )
    FundingSource.objects.bulk_create(sources, batch_size=BATCH)
    _adopt(FundingPlan, versions, rows)


def _drafts(model: type[V], rows: Iterable[Row], taking: Taking) -> dict[tuple[str, int], V]:
    """Write one draft per project and number: lines can only be put into a draft."""
    keys = dict.fromkeys((row["project"], row["number"]) for row in rows)
    projects = {project.code: project for project in Project.objects.filter(code__in={code for code, _number in keys})}
    versions = {(code, number): model(project=projects[code], created_at=taking.at) for code, number in keys}
    model.objects.bulk_create(versions.values(), batch_size=BATCH)
    return versions


def _adopt(model: type[V], versions: dict[tuple[str, int], V], rows: Iterable[Row]) -> None:
    for row in rows:
        version = versions[row["project"], row["number"]]
        version.state = GovernedVersion.State.ADOPTED
        version.number, version.in_force_from, version.basis = row["number"], row["in_force_from"], row.basis
    model.objects.bulk_update(versions.values(), ["state", "number", "in_force_from", "basis"], batch_size=200)
