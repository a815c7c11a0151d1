"""Budgets and funding plans as versions: which there are, and which is in force."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from samstyring.kernel.errors import NotThere
from samstyring.kernel.reading import remembered
from samstyring.kernel.versions import GovernedVersion
from samstyring.portfolio.models import Project
from samstyring.portfolio.queries import by_project, in_force

from ..models import Budget, FundingPlan, FundingSource

State = GovernedVersion.State
OPEN = (State.DRAFT, State.PROPOSED)
LIVING = (*OPEN, State.ADOPTED)


def ordered(rows: Iterable[Any]) -> list[Any]:
    """Return versions in the order of a page: what is open first, then the newest."""
    return sorted(rows, key=lambda row: (row.state not in OPEN, -(row.number or 0), -row.created_at.timestamp()))


@remembered
def budgets_of(project: Project) -> list[Budget]:
    """Return every version of a project's budget with its lines: what is open first, then the newest."""
    rows = Budget.objects.filter(project=project).select_related("basis", "project").prefetch_related("lines")
    return ordered(rows)


@remembered
def plans_of(project: Project) -> list[FundingPlan]:
    """Return every version of a project's funding plan with its sources: what is open first, then the newest."""
    rows = FundingPlan.objects.filter(project=project).select_related("basis", "project")
    return ordered(rows.prefetch_related("sources__organisation"))


@remembered
def budgets_in_all(project: Project) -> list[Budget]:
    """Return the same versions, each with its `sum` in place of its lines. One SQL statement."""
    rows = Budget.objects.filter(project=project).select_related("basis").annotate(sum=Sum("lines__amount"))
    return _of(project, rows)


@remembered
def plans_in_all(project: Project) -> list[FundingPlan]:
    """Return the same versions, each with its `sum` and how much of it is `loose` in place of its sources. One statement."""
    not_secured = ~Q(sources__certainty=FundingSource.Certainty.SECURED)
    rows = FundingPlan.objects.filter(project=project).select_related("basis")
    sums = {"sum": Sum("sources__amount"), "loose": Sum("sources__amount", filter=not_secured)}
    return _of(project, rows.annotate(**sums))


def _of(project: Project, rows: Iterable[Any]) -> list[Any]:
    found = ordered(rows)
    for version in found:
        version.project = project
    return found


def open_budgets(project: Project) -> list[Budget]:
    """Return the versions that can be decided on, the newest first."""
    return [row for row in budgets_of(project) if row.state in OPEN]


def open_plans(project: Project) -> list[FundingPlan]:
    """Return the versions that can be decided on, the newest first."""
    return [row for row in plans_of(project) if row.state in OPEN]


@remembered
def _project_with(**version: UUID) -> Project | None:
    return Project.objects.filter(**version).first()


def _one(project: Project | None, code: str | None) -> Project:
    if project is None or (code is not None and project.code != code):
        raise NotThere
    return project


def budget_by_id(key: UUID, code: str | None = None) -> Budget:
    """Return a version with its lines. Raises NotThere for one that is not there, or is of another project."""
    project = _one(_project_with(budgets=key), code)
    return next(row for row in budgets_of(project) if row.pk == key)


def plan_by_id(key: UUID, code: str | None = None) -> FundingPlan:
    """Return a version with its sources. Raises NotThere for one that is not there, or is of another project."""
    project = _one(_project_with(funding_plans=key), code)
    return next(row for row in plans_of(project) if row.pk == key)


def _before(version: Any, rows: Sequence[Any], on: date) -> Any:
    """Return what a version is compared with: the version before it once it is adopted, else the one in force."""
    if version.number:
        earlier = [row for row in rows if row.number and row.number < version.number]
        return max(earlier, key=lambda row: row.number, default=None)
    return in_force(rows, on)


def budget_before(budget: Budget, on: date) -> Budget | None:
    """Return the budget that a version is compared with."""
    found: Budget | None = _before(budget, budgets_of(budget.project), on)
    return found


def plan_before(plan: FundingPlan, on: date) -> FundingPlan | None:
    """Return the funding plan that a version is compared with."""
    found: FundingPlan | None = _before(plan, plans_of(plan.project), on)
    return found


def budgets_in_force(project_ids: Iterable[UUID], on: date) -> Mapping[UUID, Budget]:
    """Return the budget in force of each project on a day, with its lines. Two statements."""
    rows = Budget.objects.in_force(on).filter(project_id__in=list(project_ids))
    return by_project(rows.select_related("basis", "project").prefetch_related("lines"), on)


def plans_in_force(project_ids: Iterable[UUID], on: date) -> Mapping[UUID, FundingPlan]:
    """Return the funding plan in force of each project on a day, with its sources. Three statements."""
    rows = FundingPlan.objects.in_force(on).filter(project_id__in=list(project_ids))
    return by_project(rows.select_related("basis", "project").prefetch_related("sources__organisation"), on)


def costs_of(project_ids: Sequence[UUID], on: date) -> dict[UUID, tuple[int, str]]:
    """Return what each project may cost by its budget in force on a day, in øre, with the words for it. One statement."""
    rows = Budget.objects.in_force(on).filter(project_id__in=list(project_ids)).annotate(sum=Sum("lines__amount"))
    return {
        key: (budget.sum or 0, _("budget, version %(number)s") % {"number": budget.number})
        for key, budget in by_project(rows, on).items()
    }


def totals_of(project_ids: Sequence[UUID], on: date) -> dict[UUID, int]:
    """Return the sum of the budget in force of each project on a day, in øre. One statement."""
    return {key: amount for key, (amount, _source) in costs_of(project_ids, on).items()}
