"""What can be asked of finance: one module per subject."""

from samstyring.portfolio.queries import in_force

from .pages import BudgetPage, PlanPage, ProjectMoney, budget_page, money_of, plan_page
from .requirements import budget_adds_up, budget_there, coverage_of, funding_adds_up, plan_there, within_frame
from .telling import lacks_budget, lacks_plan, told
from .versions import (
    budget_before,
    budget_by_id,
    budgets_in_force,
    budgets_of,
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
    "budget_adds_up",
    "budget_before",
    "budget_by_id",
    "budget_page",
    "budget_there",
    "budgets_in_force",
    "budgets_of",
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
    "told",
    "totals_of",
    "within_frame",
]
