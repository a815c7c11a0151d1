"""What the pages of a project's money show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.portfolio.models import Project
from samstyring.portfolio.queries import (
    CaseAsking,
    Reading,
    cases_asking_for,
    in_force,
    may_read,
    project_by_code,
    sees_drafts,
    shown_cases,
    tell_waiting,
)
from samstyring.portfolio.queries.versions import OPEN
from samstyring.portfolio.rules.projects import OVER

from ..models import Budget, FundingPlan
from ..reading import budget_rows, plan_rows
from ..rules import Coverage, by_year, coverage, total
from .versions import LIVING, budgets_in_all, budgets_of, plans_in_all, plans_of


@dataclass(frozen=True)
class Kept:
    """The versions of one document that a reader may see: the one in force, what is open, and all others."""

    name: str
    current: Any
    current_total: int | None
    open: Sequence[tuple[Any, int]]
    others: Sequence[tuple[Any, int]]


@dataclass(frozen=True)
class ProjectMoney:
    """A project's budget and funding plan, and the one set against the other."""

    project: Project
    budgets: Kept
    plans: Kept
    coverage: "Gap | None"
    coverage_is_of_drafts: bool
    may_draft_budget: bool
    may_draft_plan: bool
    lacks_budget: bool
    lacks_plan: bool


def _rows(version: Any) -> list[Any]:
    return list(version.lines.all() if isinstance(version, Budget) else version.sources.all())


def _readable(name: str, versions: Sequence[Any], by: Actor, drafts: bool) -> tuple[list[Any], list[CaseAsking]]:
    cases = cases_asking_for(name, [row.pk for row in versions])
    return [row for row in versions if may_read(row, by, drafts, cases)], cases


def _sum(version: Any) -> int:
    """Return the sum of a version that was read with it, or else of its rows."""
    return int(version.sum or 0) if hasattr(version, "sum") else total(_rows(version))


def _kept(name: str, versions: Sequence[Any], every: Sequence[Any], on: date) -> Kept:
    current = in_force(every, on)
    pairs = [(row, _sum(row)) for row in versions]
    return Kept(
        name=name,
        current=current,
        current_total=_sum(current) if current else None,
        open=[pair for pair in pairs if pair[0].state in OPEN],
        others=[pair for pair in pairs if pair[0].state not in OPEN and pair[0] != current],
    )


@dataclass(frozen=True)
class Gap:
    """The sums of a funding plan and a budget, one against the other, in øre."""

    budget: int
    funding: int
    unsecured: int

    @property
    def gap(self) -> int:
        """Return how much of the budget no source covers."""
        return self.budget - self.funding

    @property
    def over(self) -> int:
        """Return how much the sources are more than the budget."""
        return -self.gap

    @property
    def sums(self) -> bool:
        """Tell whether the sources sum exactly to the budget (FI-5)."""
        return self.gap == 0


def money_of(project: Project, reading: Reading) -> ProjectMoney:
    """Return the project's money as the reader may see it. Two SQL statements."""
    by, on = reading.by, reading.on
    budgets, plans = budgets_in_all(project), plans_in_all(project)
    kept = []
    for name, every in (("budget", budgets), ("funding_plan", plans)):
        readable = [row for row in every if may_read(row, by, reading.drafts, reading.cases)]
        tell_waiting(readable, reading.cases, by)
        kept.append(_kept(name, readable, every, on))
    budget, plan, of_drafts = _pair(*kept)
    scope, is_open = f"project:{project.pk}", project.state not in OVER
    return ProjectMoney(
        project=project,
        budgets=kept[0],
        plans=kept[1],
        coverage=Gap(_sum(budget), _sum(plan) if plan else 0, int(plan.loose or 0) if plan else 0) if budget else None,
        coverage_is_of_drafts=of_drafts,
        may_draft_budget=is_open and by.may("finance.draft_budget", scope),
        may_draft_plan=is_open and by.may("finance.draft_funding_plan", scope),
        lacks_budget=not any(row.state in LIVING for row in budgets),
        lacks_plan=not any(row.state in LIVING for row in plans),
    )


def _pair(budgets: Kept, plans: Kept) -> tuple[Any, Any, bool]:
    """Return the budget and the plan to set against each other: what is proposed or drafted, else what is in force."""
    budget = budgets.open[0][0] if budgets.open else budgets.current
    plan = plans.open[0][0] if plans.open else plans.current
    return budget, plan, bool(budgets.open or plans.open)


@dataclass(frozen=True)
class BudgetPage:
    """A version of a budget, beside the one in force and every other version."""

    project: Project
    version: Budget
    in_force: Budget | None
    rows: Sequence[tuple[Any, Any, Any]]
    compared: bool
    versions: Sequence[Budget]
    cases: Sequence[CaseAsking]
    total: int
    years: dict[int, int]
    plan: FundingPlan | None
    coverage: Coverage | None

    @property
    def is_in_force(self) -> bool:
        """Tell whether this version is the one in force."""
        return self.in_force is not None and self.in_force.pk == self.version.pk


@dataclass(frozen=True)
class PlanPage:
    """A version of a funding plan, beside the one in force, and against the budget."""

    project: Project
    version: FundingPlan
    in_force: FundingPlan | None
    rows: Sequence[tuple[Any, Any, Any]]
    compared: bool
    versions: Sequence[FundingPlan]
    cases: Sequence[CaseAsking]
    total: int
    years: dict[int, int]
    budget: Budget | None
    coverage: Coverage | None

    @property
    def is_in_force(self) -> bool:
        """Tell whether this version is the one in force."""
        return self.in_force is not None and self.in_force.pk == self.version.pk


def _found(versions: Sequence[Any], key: UUID) -> Any:
    found = next((row for row in versions if row.pk == key), None)
    if found is None:
        raise NotThere
    return found


def _against(version: Any, others: Sequence[Any], on: date) -> Any:
    """Return the other document that a version is read against: for an open one what is open, else what is in force."""
    is_open = version.state in OPEN
    open_ones = [row for row in others if row.state in OPEN]
    return open_ones[0] if is_open and open_ones else in_force(others, on)


def budget_page(code: str, key: UUID, by: Actor, on: date) -> BudgetPage:
    """Return what the page of a budget shows (SG-5). Raises NotThere."""
    project = project_by_code(code)
    drafts = sees_drafts(by, project)
    every = budgets_of(project)
    versions, cases = _readable("budget", every, by, drafts)
    version: Budget = _found(versions, key)
    plans, _cases = _readable("funding_plan", plans_of(project), by, drafts)
    current, plan = in_force(every, on), _against(version, plans, on)
    other = current if version.state in OPEN else None
    lines = _rows(version)
    return BudgetPage(
        project=project,
        version=version,
        in_force=current,
        rows=budget_rows(version, other),
        compared=other is not None,
        versions=versions,
        cases=shown_cases(cases, version, by),
        total=total(lines),
        years=by_year(lines),
        plan=plan,
        coverage=coverage(lines, _rows(plan)) if plan else None,
    )


def plan_page(code: str, key: UUID, by: Actor, on: date) -> PlanPage:
    """Return what the page of a funding plan shows (FI-5, SG-5). Raises NotThere."""
    project = project_by_code(code)
    drafts = sees_drafts(by, project)
    every = plans_of(project)
    versions, cases = _readable("funding_plan", every, by, drafts)
    version: FundingPlan = _found(versions, key)
    budgets, _cases = _readable("budget", budgets_of(project), by, drafts)
    current, budget = in_force(every, on), _against(version, budgets, on)
    other = current if version.state in OPEN else None
    sources = _rows(version)
    return PlanPage(
        project=project,
        version=version,
        in_force=current,
        rows=plan_rows(version, other),
        compared=other is not None,
        versions=versions,
        cases=shown_cases(cases, version, by),
        total=total(sources),
        years=by_year(sources),
        budget=budget,
        coverage=coverage(_rows(budget), sources) if budget else None,
    )
