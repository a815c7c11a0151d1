"""What is read of status reports time and again: each query is written once, and reads no more than is shown."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.prepared import Prepared

from ..models import AREAS, ReportAsk, ReportDraft, StatusReport

ASKED_WITH = ("window", "project__latest_owner", "project__hand_over__former", "project__manager", "asked_to")
OF_A_LINE = (
    *(f"{area}_{part}" for area in AREAS for part in ("light", "words")),
    *("ask", "version", "project_name", "owner_name", "ends_on", "planned_end", "cost", "planned_cost", "to_decide"),
)
"""What is shown of a report where there are many: not what was done, nor its risks and milestones."""


@Prepared
def reports(asks: Sequence[UUID]) -> QuerySet[StatusReport]:
    """Return every version that answers some asks, the first ones first."""
    return StatusReport.objects.filter(ask__in=asks).order_by("version")


@Prepared
def light_reports(asks: Sequence[UUID]) -> QuerySet[StatusReport]:
    """Return the same with what is shown of a report where there are many."""
    return StatusReport.objects.filter(ask__in=asks).order_by("version").only(*OF_A_LINE)


def _reported_before(projects: Sequence[UUID], opened_at: datetime) -> QuerySet[StatusReport]:
    rows = StatusReport.objects.filter(ask__project_id__in=projects, ask__window__opened_at__lt=opened_at)
    return rows.select_related("ask__window").order_by("ask__window__opened_at", "version")


@Prepared
def reports_before(projects: Sequence[UUID], opened_at: datetime) -> QuerySet[StatusReport]:
    """Return what projects reported in windows that were opened before one, the earliest first."""
    return _reported_before(projects, opened_at)


@Prepared
def lights_before(projects: Sequence[UUID], opened_at: datetime) -> QuerySet[StatusReport]:
    """Return the same with their lights, and the name of the window, alone."""
    lights = (f"{area}_light" for area in AREAS)
    return _reported_before(projects, opened_at).only(*lights, "ask__project", "ask__window__name")


@Prepared
def ask_by_codes(window: str, project: str) -> QuerySet[ReportAsk]:
    """Return what a project is asked in a window, with what is shown of the two."""
    return ReportAsk.objects.select_related(*ASKED_WITH).filter(window__code=window, project__code=project)


@Prepared
def draft(ask: UUID) -> QuerySet[ReportDraft]:
    """Return what is written of a report and not published."""
    return ReportDraft.objects.filter(ask=ask)


@Prepared
def _versions(ask: UUID) -> QuerySet[StatusReport]:
    return StatusReport.objects.filter(ask=ask).select_related("evidence").order_by("version")


def versions_of(ask: ReportAsk) -> list[StatusReport]:
    """Return every version of what a project has published in a window, the first one first. One statement."""
    found = _versions(ask.pk)
    for each in found:
        each.ask = ask
    return found
