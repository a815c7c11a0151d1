"""Budgets and funding plans as versions: which there are, and which is in force."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered_for_each
from samstyring.kernel.versions import GovernedVersion
from samstyring.portfolio.models import Project
from samstyring.portfolio.queries import by_subject, in_force
from samstyring.portfolio.queries.versions import OPEN, beside, by_subject_and_version

from ..models import Budget, FundingPlan, FundingSource

State = GovernedVersion.State
LIVING = (*OPEN, State.ADOPTED)


def budgets_of(project: Project) -> list[Budget]:
    """Return every version of a project's budget with its lines: what is open first, then the newest."""
    return _budgets_in(project.pk)


def plans_of(project: Project) -> list[FundingPlan]:
    """Return every version of a project's funding plan with its sources: what is open first, then the newest."""
    return _plans_in(project.pk)


@remembered_for_each
def _budgets_in(keys: Collection[UUID]) -> Mapping[UUID, list[Budget]]:
    return by_subject_and_version(_budgets(list(keys)), keys)


@Prepared
def _budgets(keys: Sequence[UUID]) -> QuerySet[Budget]:
    return beside(Budget.objects.select_related("basis", "project").prefetch_related("lines"), keys)


@remembered_for_each
def _plans_in(keys: Collection[UUID]) -> Mapping[UUID, list[FundingPlan]]:
    return by_subject_and_version(_plans(list(keys)), keys)


@Prepared
def _plans(keys: Sequence[UUID]) -> QuerySet[FundingPlan]:
    rows = FundingPlan.objects.select_related("basis", "project").prefetch_related("sources__organisation")
    return beside(rows, keys)


def budgets_in_all(project: Project) -> list[Budget]:
    """Return the same versions, each with its `sum` in place of its lines. One SQL statement."""
    return _of(project, _budget_sums_in(project.pk))


def plans_in_all(project: Project) -> list[FundingPlan]:
    """Return the same versions, each with its `sum` and how much of it is `loose` in place of its sources. One statement."""
    return _of(project, _plan_sums_in(project.pk))


@remembered_for_each
def _budget_sums_in(keys: Collection[UUID]) -> Mapping[UUID, list[Budget]]:
    return by_subject_and_version(_budget_sums(list(keys)), keys)


@Prepared
def _budget_sums(keys: Sequence[UUID]) -> QuerySet[Budget]:
    return beside(Budget.objects.select_related("basis").annotate(sum=Sum("lines__amount")), keys)


@remembered_for_each
def _plan_sums_in(keys: Collection[UUID]) -> Mapping[UUID, list[FundingPlan]]:
    return by_subject_and_version(_plan_sums(list(keys)), keys)


@Prepared
def _plan_sums(keys: Sequence[UUID]) -> QuerySet[FundingPlan]:
    not_secured = ~Q(sources__certainty=FundingSource.Certainty.SECURED)
    sums = {"sum": Sum("sources__amount"), "loose": Sum("sources__amount", filter=not_secured)}
    return beside(FundingPlan.objects.select_related("basis").annotate(**sums), keys)


def _of(project: Project, versions: list[Any]) -> list[Any]:
    for version in versions:
        version.project = project
    return versions


def open_budgets(project: Project) -> list[Budget]:
    """Return the versions that can be decided on, the newest first."""
    return [row for row in budgets_of(project) if row.state in OPEN]


def open_plans(project: Project) -> list[FundingPlan]:
    """Return the versions that can be decided on, the newest first."""
    return [row for row in plans_of(project) if row.state in OPEN]


def budget_by_id(key: UUID, code: str | None = None) -> Budget:
    """Return a version with its lines. Raises NotThere for one that is not there, or is of another project."""
    return cast(Budget, _one(_budgets_in(key), key, code))


def plan_by_id(key: UUID, code: str | None = None) -> FundingPlan:
    """Return a version with its sources. Raises NotThere for one that is not there, or is of another project."""
    return cast(FundingPlan, _one(_plans_in(key), key, code))


def _one(beside: Sequence[Any], key: UUID, code: str | None) -> Any:
    found = next((row for row in beside if row.pk == key), None)
    if found is None or (code is not None and found.project.code != code):
        raise NotThere
    return found


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
    return by_subject(rows.select_related("basis", "project").prefetch_related("lines"), on)


def plans_in_force(project_ids: Iterable[UUID], on: date) -> Mapping[UUID, FundingPlan]:
    """Return the funding plan in force of each project on a day, with its sources. Three statements."""
    rows = FundingPlan.objects.in_force(on).filter(project_id__in=list(project_ids))
    return by_subject(rows.select_related("basis", "project").prefetch_related("sources__organisation"), on)


def costs_of(project_ids: Sequence[UUID], on: date) -> dict[UUID, tuple[int, str]]:
    """Return what each project may cost by its budget in force on a day, in øre, with the words for it. One statement."""
    words = _("budget, version %(number)s")
    return {
        key: (budget.sum or 0, words % {"number": budget.number})
        for key, budget in by_subject(_sums_in(tuple(project_ids), on), on).items()
    }


def totals_of(project_ids: Sequence[UUID], on: date) -> dict[UUID, int]:
    """Return the sum of the budget in force of each project on a day, in øre. One statement."""
    return {key: budget.sum or 0 for key, budget in by_subject(_sums_in(tuple(project_ids), on), on).items()}


@Prepared
def _sums_in(project_ids: Sequence[UUID], on: date) -> "QuerySet[Any]":
    rows = Budget.objects.in_force(on).filter(project_id__in=project_ids)
    rows = rows.only("project_id", "state", "number", "in_force_from", "repeals")
    summed: QuerySet[Any] = rows.annotate(sum=Sum("lines__amount"))
    return summed
