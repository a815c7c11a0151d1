"""The money in force that goes on or is repealed when another agreement takes over: it follows its project (VA-1)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter.registry import CrossingKind, Thing, crossings
from samstyring.portfolio.queries import by_subject
from samstyring.portfolio.rules.projects import OVER
from samstyring.ui import formats

from .effects.crossings import repeal_budgets, repeal_plans
from .models import Budget, FundingPlan


def budgets(there: Mapping[str, Any], on: date) -> Sequence[Thing]:
    """Return the budgets in force, of projects that are not ended."""
    del there
    rows = Budget.objects.in_force(on).exclude(project__state__in=OVER).prefetch_related("lines")
    found = by_subject(rows.select_related("project"), on).values()
    return [
        _thing(row, sum(line.amount for line in row.lines.all()), _("Budget %(number)s, %(project)s")) for row in found
    ]


def plans(there: Mapping[str, Any], on: date) -> Sequence[Thing]:
    """Return the funding plans in force, of projects that are not ended."""
    del there
    rows = FundingPlan.objects.in_force(on).exclude(project__state__in=OVER).prefetch_related("sources")
    found = by_subject(rows.select_related("project"), on).values()
    says = _("Funding plan %(number)s, %(project)s")
    return [_thing(row, sum(source.amount for source in row.sources.all()), says) for row in found]


def _thing(row: Any, amount: int, says: str) -> Thing:
    return Thing(
        key=str(row.pk),
        label=says % {"number": row.number, "project": row.project.name},
        proposed="carried",
        why=_("It was decided, and stands until another is decided."),
        url=row.get_absolute_url(),
        now=formats.money(amount),
        follows=("project", str(row.project_id)),
    )


crossings.register(
    "budget", CrossingKind("budget", gettext_lazy("Budgets in force"), budgets, repeal_budgets, order=55)
)
crossings.register(
    "funding_plan", CrossingKind("funding_plan", gettext_lazy("Funding plans in force"), plans, repeal_plans, order=56)
)
