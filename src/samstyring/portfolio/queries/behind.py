"""What stands behind a project: the needs that it comes from, and what is national that it serves."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.urls import reverse

from samstyring.kernel.prepared import Prepared

from ..models import Need, Project, RadarEntry


@dataclass(frozen=True)
class Behind:
    """A need (FO-7) or an entry of the radar (FO-1); `party` is who sent it in, or who provides it."""

    is_need: bool
    code: str
    name: str
    party: str

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("portfolio:need" if self.is_need else "portfolio:radar_entry", args=[self.code])


def flagged(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Return projects, each with whether anything stands behind it (`has_behind`)."""
    needs, entries = _needs(project=OuterRef("pk")), _entries(project=OuterRef("pk"))
    return rows.annotate(has_behind=Q(Exists(needs)) | Q(Exists(entries)))


def behind(project: Project) -> list[Behind]:
    """Return what stands behind a project, the needs first. One SQL statement, where there is any (`flagged`)."""
    if not getattr(project, "has_behind", True):
        return []
    rows = sorted(_behind(project.pk), key=lambda row: (not row[0], row[1]))
    return [Behind(bool(is_need), code, name, party) for is_need, _sort, code, name, party in rows]


@Prepared
def _behind(project: UUID) -> "QuerySet[Need, tuple[Any, ...]]":
    needs = (
        _needs(project=project).order_by().annotate(is_need=Value(True), sort=F("code"), party=F("organisation__name"))
    )
    entries = (
        _entries(project=project).order_by().annotate(is_need=Value(False), sort=F("sort_key"), party=F("provider"))
    )
    columns = ("is_need", "sort", "code", "name", "party")
    return needs.values_list(*columns).union(entries.values_list(*columns))


def _needs(*, project: Any) -> QuerySet[Need]:
    return Need.objects.filter(answers__project=project, state=Need.State.CANDIDATE)


def _entries(*, project: Any) -> QuerySet[RadarEntry]:
    return RadarEntry.objects.filter(ties__project=project, ties__ended_at=None)
