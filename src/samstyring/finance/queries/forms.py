"""What the forms of a budget and a funding plan are filled with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samstyring.portfolio.models import Project
from samstyring.portfolio.queries import in_force
from samstyring.portfolio.queries.versions import OPEN

from ..models import Budget
from ..reading import budget_rows, plan_rows
from ..rules import rows_of, total
from .versions import budget_by_id, budgets_of, plan_by_id, plans_of


def versions_of(project: Project, name: str) -> Sequence[Any]:
    """Return every version of a project's "budget" or "funding_plan"."""
    return budgets_of(project) if name == "budget" else plans_of(project)


def version_by_id(name: str, key: UUID, code: str) -> Any:
    """Return a version of a "budget" or "funding_plan". Raises NotThere."""
    return budget_by_id(key, code) if name == "budget" else plan_by_id(key, code)


def shown_rows(version: Any) -> list[dict[str, Any]]:
    """Return a version's rows as a form shows them."""
    rows = rows_of(version.lines.all() if isinstance(version, Budget) else version.sources.all())
    for row in rows:
        if "organisation" in row:
            row["organisation"] = str(row["organisation"].pk) if row["organisation"] else ""
    return rows


def rows_as_read(version: Any) -> list[tuple[Any, str]]:
    """Return a version's rows as they are stored now, as label and value."""
    read = budget_rows(version, None) if isinstance(version, Budget) else plan_rows(version, None)
    return [(label, after) for label, _before, after in read]


@dataclass(frozen=True)
class Against:
    """What a draft is set against while it is written: for a budget the funding, for a funding plan the budget."""

    version: Any
    total: int
    is_in_force: bool


def against(project: Project, name: str, on: date) -> Against | None:
    """Return what a "budget" or "funding_plan" is set against: what is open, else what is in force, or None."""
    others = plans_of(project) if name == "budget" else budgets_of(project)
    open_ones = [row for row in others if row.state in OPEN]
    found = open_ones[0] if open_ones else in_force(others, on)
    if found is None:
        return None
    rows = found.lines.all() if isinstance(found, Budget) else found.sources.all()
    return Against(found, total(rows), found.number is not None)
