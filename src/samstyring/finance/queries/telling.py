"""What finance tells the portfolio: what a party is asked to carry, and what a project lacks."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.parties.models import Organisation
from samstyring.portfolio.models import Project
from samstyring.portfolio.queries import in_force
from samstyring.portfolio.queries.versions import OPEN

from ..models import Budget, FundingPlan
from ..rules import total
from .versions import LIVING, State, budgets_of, plans_of


def _put_forward(versions: Sequence[Any], on: date) -> Any:
    """Return what is put forward: a proposal, else a draft, else what is in force."""
    is_open = sorted((row for row in versions if row.state in OPEN), key=lambda row: row.state != State.PROPOSED)
    return is_open[0] if is_open else in_force(versions, on)


def told(project: Project, organisation: Organisation, on: date) -> list[tuple[Any, int]]:
    """Return the project's budget in all, and what this party pays of it where the plan names it, in øre (GP-3)."""
    rows: list[tuple[Any, int]] = []
    budget = _put_forward(budgets_of(project), on)
    if budget is not None:
        rows.append((_("Budget in all"), total(budget.lines.all())))
    plan = _put_forward(plans_of(project), on)
    own = [source for source in plan.sources.all() if source.organisation_id == organisation.pk] if plan else []
    if own:
        rows.append((_("Share of the money"), total(own)))
    return rows


def lacks_budget(keys: Sequence[UUID], on: date) -> set[UUID]:
    """Return the projects without a budget in force, proposed or drafted. One statement."""
    del on
    have = Budget.objects.filter(project_id__in=list(keys), state__in=LIVING).values_list("project_id", flat=True)
    return set(keys) - set(have)


def lacks_plan(keys: Sequence[UUID], on: date) -> set[UUID]:
    """Return the projects without a funding plan in force, proposed or drafted. One statement."""
    del on
    have = FundingPlan.objects.filter(project_id__in=list(keys), state__in=LIVING)
    return set(keys) - set(have.values_list("project_id", flat=True))
