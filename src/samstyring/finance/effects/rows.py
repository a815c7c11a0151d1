"""The rows of a draft, written whole: what was there before is replaced."""

from collections.abc import Mapping, Sequence
from typing import Any

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Budget, BudgetLine, FundingPlan, FundingSource


@effect
def write_lines(*, budget: Budget, lines: Sequence[Mapping[str, Any]], basis: Basis | None = None) -> list[BudgetLine]:
    """Write the lines of a draft budget in their order. `lines` are checked."""
    del basis
    budget.lines.all().delete()
    return BudgetLine.objects.bulk_create(
        BudgetLine(budget=budget, position=position, **line) for position, line in enumerate(lines, start=1)
    )


@effect
def write_sources(
    *, plan: FundingPlan, sources: Sequence[Mapping[str, Any]], basis: Basis | None = None
) -> list[FundingSource]:
    """Write the sources of a draft funding plan in their order. `sources` are checked."""
    del basis
    plan.sources.all().delete()
    return FundingSource.objects.bulk_create(
        FundingSource(plan=plan, position=position, **source) for position, source in enumerate(sources, start=1)
    )
