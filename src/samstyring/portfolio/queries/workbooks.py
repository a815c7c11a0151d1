"""What the portfolio's workbook holds for a reader: only projects that the reader may change."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere

from ..models import (
    BaselineDate,
    Milestone,
    Participation,
    PortfolioWorkbook,
    Project,
    ReportAsk,
    Risk,
    RiskExposure,
    StatusReport,
)
from ..rules.projects import OVER

ACT = "portfolio.take_workbook"


def registers_all(by: Actor) -> bool:
    """Tell whether the reader brings in what any project says: the secretariat, which registers what others report."""
    return by.may(ACT)


def may_take_any(by: Actor) -> bool:
    """Tell whether the reader may change some project by a workbook. No SQL statement."""
    return registers_all(by) or by.may(ACT, *(scope for each in by.capacities for scope in each.scopes))


def projects_to_change(by: Actor) -> list[Project]:
    """Return the projects that are not over and that the reader may change by a workbook, by name. One statement."""
    rows = (
        Project.objects.exclude(state__in=OVER)
        .select_related("latest_owner", "hand_over__former", "manager", "follows")
        .order_by("sort_key")
    )
    if registers_all(by):
        return list(rows)
    return [row for row in rows if by.may(ACT, f"project:{row.pk}")]


def count_to_change(by: Actor) -> int:
    """Return how many they are. One statement."""
    return Project.objects.exclude(state__in=OVER).count() if registers_all(by) else len(projects_to_change(by))


def codes_over() -> set[str]:
    """Return the codes of what is closed or stopped: who led it does so no more, and is told why. One statement."""
    return set(Project.objects.filter(state__in=OVER).values_list("code", flat=True))


def project_ids_of(codes: Iterable[str]) -> list[UUID]:
    """Return the ids of projects by their codes. One statement."""
    return list(Project.objects.filter(code__in=list(codes)).values_list("pk", flat=True))


def milestones_in(projects: Sequence[Project]) -> list[Milestone]:
    """Return the milestones that stand in the plans of projects. One statement."""
    rows = Milestone.objects.filter(project__in=projects, removed_at=None).select_related("project").told()
    return list(rows.order_by("project__sort_key", "due_on", "sequence"))


def risks_in(projects: Sequence[Project]) -> list[Risk]:
    """Return the open risks and opportunities of projects, with how they are judged. Two statements."""
    rows = Risk.objects.filter(project__in=projects, closed_at=None).select_related("project", "standing")
    exposed = Prefetch("standing__exposed", RiskExposure.objects.select_related("organisation"))
    return list(rows.prefetch_related(exposed).order_by("project__sort_key", "sequence"))


def exposable_in(projects: Sequence[Project]) -> Mapping[UUID, set[str]]:
    """Return who can be exposed in each project: its owner, and those who take part or are asked to. One statement."""
    found = {row.pk: {str(row.owner_id)} if row.owner_id else set() for row in projects}
    rows = Participation.objects.standing().filter(project__in=projects)
    for key, organisation in rows.values_list("project_id", "organisation_id"):
        found[key].add(str(organisation))
    return found


def baselines_in(projects: Sequence[Project]) -> Mapping[UUID, BaselineDate]:
    """Return the day of each milestone by the latest baseline that has it. One statement."""
    rows = BaselineDate.objects.filter(baseline__project__in=projects).order_by("baseline__number")
    return {row.milestone_id: row for row in rows}


def asks_in(projects: Sequence[Project]) -> list[ReportAsk]:
    """Return what projects are asked in the windows that are open. One statement."""
    rows = ReportAsk.objects.filter(project__in=projects, window__closed_at=None)
    return list(rows.select_related("window", "project").order_by("window__due_on", "project__sort_key"))


def reported_in(asks: Sequence[ReportAsk]) -> set[UUID]:
    """Return which of the asks are answered. One statement."""
    return set(StatusReport.objects.filter(ask__in=asks).values_list("ask_id", flat=True))


def taken(by: Actor) -> QuerySet[PortfolioWorkbook]:
    """Return the workbooks that were taken: all for the secretariat, one's own for others, the newest first."""
    rows = PortfolioWorkbook.objects.select_related("by")
    if registers_all(by):
        return rows
    return rows.filter(by_id=by.person_id) if by.person_id else rows.none()


def taken_by_id(key: UUID, by: Actor) -> PortfolioWorkbook:
    """Return one of them. Raises NotThere."""
    found = taken(by).filter(pk=key).first()
    if found is None:
        raise NotThere
    return found
