"""What must hold of a project's money before the portfolio board decides on it (FI-5)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.governance.registry import Asked, Requirement
from samstyring.portfolio import queries as portfolio
from samstyring.portfolio.models import Mandate, Project
from samstyring.portfolio.queries import in_force
from samstyring.ui import formats

from ..models import Budget, FundingPlan
from ..rules import Coverage, coverage, total
from .versions import budget_by_id, budgets_in_all, budgets_of, plan_by_id, plans_in_all, plans_of

BUDGET, PLAN = "finance.adopt_budget", "finance.adopt_funding_plan"


def _named(asked: Asked, matter: str, name: str) -> UUID | None:
    payload = asked.sibling(matter)
    return UUID(str(payload[name])) if payload and payload.get(name) else None


def budget_there(project: Project, asked: Asked) -> tuple[Budget | None, bool]:
    """Return the project's budget as the case would leave it, and whether the case itself adopts it."""
    key = _named(asked, BUDGET, "budget")
    if key is not None:
        budget = budget_by_id(key)
        if budget.project_id == project.pk:
            return budget, True
    return in_force(budgets_of(project), asked.on), False


def plan_there(project: Project, asked: Asked) -> tuple[FundingPlan | None, bool]:
    """Return the project's funding plan as the case would leave it, and whether the case itself adopts it."""
    key = _named(asked, PLAN, "funding_plan")
    if key is not None:
        plan = plan_by_id(key)
        if plan.project_id == project.pk:
            return plan, True
    return in_force(plans_of(project), asked.on), False


def has_budget(project: Project, asked: Asked) -> bool:
    """Tell whether the project has a budget as the case would leave it. One SQL statement."""
    return _is_there(budgets_in_all(project), _named(asked, BUDGET, "budget"), asked)


def has_plan(project: Project, asked: Asked) -> bool:
    """Tell whether the project has a funding plan as the case would leave it. One SQL statement."""
    return _is_there(plans_in_all(project), _named(asked, PLAN, "funding_plan"), asked)


def _is_there(versions: Sequence[Any], named: UUID | None, asked: Asked) -> bool:
    return any(row.pk == named for row in versions) or in_force(versions, asked.on) is not None


def coverage_of(budget: Budget, plan: FundingPlan) -> Coverage:
    """Return a plan set against a budget."""
    return coverage(list(budget.lines.all()), list(plan.sources.all()))


def funding_adds_up(project: Project, asked: Asked, source: str) -> Requirement:
    """Return whether the funding sums exactly to the budget, in force or in the same case (FI-5: must)."""
    budget, _in_case = budget_there(project, asked)
    plan, _in_case = plan_there(project, asked)
    if budget is None:
        text = _("The funding sums to the budget: there is no budget, in force or in this case")
        holds = False
    elif plan is None:
        text = _("The funding sums to the budget: there is no funding plan, in force or in this case")
        holds = False
    else:
        found = coverage_of(budget, plan)
        holds, text = found.sums, _sum_words(found)
    return Requirement("finance.funding_adds_up", True, holds, text, source, project.get_absolute_url())


def _sum_words(found: Coverage) -> str:
    amounts = {"budget": formats.money(found.budget), "funding": formats.money(found.funding)}
    if found.sums:
        return _("The funding sums to the budget: %(budget)s") % amounts
    if found.gap > 0:
        return _("The funding sums to the budget: %(gap)s of %(budget)s has no source") % {
            **amounts,
            "gap": formats.money(found.gap),
        }
    return _("The funding sums to the budget: the sources are %(over)s more than %(budget)s") % {
        **amounts,
        "over": formats.money(-found.gap),
    }


def budget_adds_up(project: Project, asked: Asked, source: str) -> list[Requirement]:
    """Return the same for a budget that is adopted while a funding plan is in force, or nothing before there is one."""
    if not source or asked.sibling(PLAN) is not None:
        return []  # not regulated; or asked by the funding plan in the same case
    plan, _in_case = plan_there(project, asked)
    return [funding_adds_up(project, asked, source)] if plan is not None else []


def within_frame(project: Project, asked: Asked, source: str) -> list[Requirement]:
    """Return whether the budget keeps to the frame of the mandate (OR-3: should), where both say an amount."""
    if not source:
        return []
    budget, _in_case = budget_there(project, asked)
    mandate = _mandate(project, asked)
    if budget is None or mandate is None or not mandate.frame:
        return []
    amount = total(budget.lines.all())
    text = _("The budget keeps to the frame of the mandate: %(amount)s of %(frame)s") % {
        "amount": formats.money(amount),
        "frame": formats.money(mandate.frame),
    }
    return [
        Requirement("finance.within_frame", False, amount <= mandate.frame, text, source, project.get_absolute_url())
    ]


def _mandate(project: Project, asked: Asked) -> Mandate | None:
    key = _named(asked, "portfolio.adopt_mandate", "mandate")
    return portfolio.mandate_by_id(key) if key else portfolio.mandate_in_force(project, asked.on)
