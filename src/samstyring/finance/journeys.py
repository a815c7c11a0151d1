"""Registers with the portfolio what finance knows of a project: its budget, its funding plan, and what lacks."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter.registry import Ties, ties
from samstyring.governance.registry import Asked
from samstyring.parties.models import Organisation
from samstyring.portfolio.models import Project
from samstyring.portfolio.queries import Reading
from samstyring.portfolio.queries.events import adopted, read_versions
from samstyring.portfolio.registry import (
    Column,
    Condition,
    Events,
    Held,
    Missing,
    Panel,
    Rescaled,
    columns,
    conditions,
    costs,
    events,
    missing,
    of_drafts,
    panels,
    question_lines,
    rescaled,
)
from samstyring.ui import formats

from . import crossings as crossings
from . import queries
from .models import Budget, FundingPlan
from .queries.owed import ties_of
from .queries.requirements import has_budget, has_plan

LACKS_BUDGET, LACKS_PLAN = gettext_lazy("a budget"), gettext_lazy("a funding plan")


def money(project: Project, reading: Reading) -> dict[str, Any]:
    """Return what the project's page shows of its money."""
    found = queries.money_of(project, reading)
    lacks = [(found.lacks_budget, LACKS_BUDGET), (found.lacks_plan, LACKS_PLAN)]
    return {"money": found, "lacks": [label for lacking, label in lacks if lacking]}


def lines(project: Project, organisation: Organisation, on: date) -> Sequence[tuple[Any, Any]]:
    """Return the money that a party is told of when it is asked: the budget in all, and its own share of the funding."""
    return [(words, formats.money(amount)) for words, amount in queries.told(project, organisation, on)]


def budget(project: Project, asked: Asked, name: str) -> Held:
    """Tell whether the project has a budget in force, or the same case adopts one: what a decision point can ask for."""
    del name
    found = has_budget(project, asked)
    words = _("The budget is in force") if found else _("No budget is in force")
    return Held("finance.budget_in_force", found, words, project.get_absolute_url())


def funding_plan(project: Project, asked: Asked, name: str) -> Held:
    """Tell whether the project has a funding plan in force, or the same case adopts one."""
    del name
    found = has_plan(project, asked)
    words = _("The funding plan is in force") if found else _("No funding plan is in force")
    return Held("finance.funding_plan_in_force", found, words, project.get_absolute_url())


conditions.register("budget", Condition("budget", gettext_lazy("a budget in force"), budget))
conditions.register("funding_plan", Condition("funding_plan", gettext_lazy("a funding plan in force"), funding_plan))
columns.register("budget", Column("budget", gettext_lazy("Budget"), queries.totals_of, kind="money"))
costs.register("budget", queries.costs_of)
events.register("budget", Events("budget", gettext_lazy("Budget in force"), adopted(Budget), read_versions(Budget)))
events.register(
    "funding_plan",
    Events("funding_plan", gettext_lazy("Funding plan in force"), adopted(FundingPlan), read_versions(FundingPlan)),
)
missing.register("budget", Missing("budget", LACKS_BUDGET, queries.lacks_budget))
missing.register("funding_plan", Missing("funding_plan", LACKS_PLAN, queries.lacks_plan))
panels.register("money", Panel("money", "finance/project_panel.html", money, order=40))
of_drafts.register(
    "finance",
    frozenset(f"finance.{act}_{what}" for act in ("draft", "edit", "withdraw") for what in ("budget", "funding_plan")),
)
rescaled.register("budget", Rescaled("budget", gettext_lazy("budget"), Budget, "finance:draft_budget"))
rescaled.register(
    "funding_plan",
    Rescaled("funding_plan", gettext_lazy("funding plan"), FundingPlan, "finance:draft_funding_plan"),
)
question_lines.register("money", lines)
ties.register("finance", Ties("finance", ties_of))
