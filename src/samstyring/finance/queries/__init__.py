"""What can be asked of finance: one module per subject."""

from samstyring.portfolio.queries import in_force

from .forms import against, rows_as_read, shown_rows, version_by_id, versions_of
from .pages import BudgetPage, PlanPage, ProjectMoney, budget_page, money_of, plan_page
from .requirements import budget_adds_up, budget_there, coverage_of, funding_adds_up, plan_there, within_frame
from .telling import lacks_budget, lacks_plan, told
from .versions import (
    budget_before,
    budget_by_id,
    budgets_in_force,
    budgets_of,
    costs_of,
    open_budgets,
    open_plans,
    plan_before,
    plan_by_id,
    plans_in_force,
    plans_of,
    totals_of,
)

__all__ = [
    "BudgetPage",
    "PlanPage",
    "ProjectMoney",
    "against",
    "budget_adds_up",
    "budget_before",
    "budget_by_id",
    "budget_page",
    "budget_there",
    "budgets_in_force",
    "budgets_of",
    "costs_of",
    "coverage_of",
    "funding_adds_up",
    "in_force",
    "lacks_budget",
    "lacks_plan",
    "money_of",
    "open_budgets",
    "open_plans",
    "plan_before",
    "plan_by_id",
    "plan_page",
    "plan_there",
    "plans_in_force",
    "plans_of",
    "rows_as_read",
    "shown_rows",
    "told",
    "totals_of",
    "version_by_id",
    "versions_of",
    "within_frame",
]
