"""What can be asked of mandates."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered_for_each

from ..models import Mandate, Project
from ..project_models import ProjectModel, from_plain
from ..reading import mandate_rows
from ..rules.versions import by_subject, in_force
from .charter import project_model
from .projects import CaseAsking, cases_asking_for, may_read, project_by_code, sees_drafts, shown_cases
from .versions import OPEN, beside, by_subject_and_version

OF_THE_FRAMES = (
    "ends_on",
    "frame",
    "tolerance_weeks",
    "tolerance_days",
    "tolerance_cost",
    "tolerance_cost_percent",
)
"""What the tolerances are worked out of."""


def mandates_of(project: Project) -> list[Mandate]:
    """Return every version of a project's mandate: what is open first, then the newest.

    Each with how many comments it has (`said`), and how many of them nobody has answered (`unreplied`).
    """
    return _mandates_in(project.pk)


@remembered_for_each
def _mandates_in(keys: Collection[UUID]) -> Mapping[UUID, list[Mandate]]:
    return by_subject_and_version(_versions(list(keys)), keys)


@Prepared
def _versions(keys: Sequence[UUID]) -> QuerySet[Mandate]:
    said = Count("comments", distinct=True)
    open_ = Count("comments", filter=Q(comments__replies=None), distinct=True)
    rows = Mandate.objects.select_related("basis", "project").annotate(said=said, unreplied=open_)
    return beside(rows, keys)


def mandates_in_force(project_ids: Iterable[UUID], on: date, *, light: bool = False) -> Mapping[UUID, Mandate]:
    """Return the mandate in force of each project on a day. `light`: without its texts, for lists. One statement."""
    read = _without_texts if light else _in_force
    return by_subject(read(tuple(project_ids), on), on)


@Prepared
def _in_force(project_ids: Sequence[UUID], on: date) -> "QuerySet[Mandate]":
    return Mandate.objects.in_force(on).filter(project_id__in=project_ids).select_related("basis", "project")


@Prepared
def _without_texts(project_ids: Sequence[UUID], on: date) -> "QuerySet[Mandate]":
    rows = Mandate.objects.in_force(on).filter(project_id__in=project_ids)
    return rows.only("project_id", "state", "number", "in_force_from", "repeals", *OF_THE_FRAMES)


def mandate_in_force(project: Project, on: date) -> Mandate | None:
    """Return the mandate in force on a day, or None."""
    return in_force(mandates_of(project), on)


def latest_mandate(project: Project) -> Mandate | None:
    """Return the mandate that a party is asked about: what is proposed, else the draft, else the one in force."""
    rows = mandates_of(project)
    for state in (Mandate.State.PROPOSED, Mandate.State.DRAFT, Mandate.State.ADOPTED):
        found = [row for row in rows if row.state == state]
        if found:
            return found[0]
    return None


def mandate_before(mandate: Mandate, on: date) -> Mandate | None:
    """Return what a version is compared with: the version before it once it is adopted, else the one in force."""
    versions = mandates_of(mandate.project)
    if mandate.number is None:
        return in_force(versions, on)
    earlier = [row for row in versions if row.number and row.number < mandate.number]
    return max(earlier, key=lambda row: row.number or 0, default=None)


def open_mandates(project: Project, on: date) -> list[Mandate]:
    """Return the versions that can be decided on: drafts and proposals, the newest first."""
    del on
    return [row for row in mandates_of(project) if row.state in OPEN]


def mandate_by_id(key: UUID, code: str | None = None) -> Mandate:
    """Return a version. Raises NotThere for one that is not there, or is of another project."""
    found = next((row for row in _mandates_in(key) if row.pk == key), None)
    if found is None or (code is not None and found.project.code != code):
        raise NotThere
    return found


@dataclass(frozen=True)
class MandatePage:
    """A version of a mandate, beside the one in force and every other version that the reader may see."""

    project: Project
    mandate: Mandate
    in_force: Mandate | None
    rows: Sequence[tuple[Any, Any, Any]]
    compared: bool
    versions: Sequence[Mandate]
    cases: Sequence[CaseAsking]
    model: ProjectModel

    @property
    def is_in_force(self) -> bool:
        """Tell whether this version is the one in force."""
        return self.in_force is not None and self.in_force.pk == self.mandate.pk


def mandate_page(code: str, key: UUID, by: Actor, on: date) -> MandatePage:
    """Return what the page of a version shows: every part, against the version in force (SG-5). Raises NotThere."""
    project = project_by_code(code)
    drafts = sees_drafts(by, project)
    every = mandates_of(project)
    cases = cases_asking_for("mandate", [row.pk for row in every])
    versions = [row for row in every if may_read(row, by, drafts, cases)]
    mandate = next((row for row in versions if row.pk == key), None)
    if mandate is None:
        raise NotThere
    current = in_force(every, on)
    model = from_plain(project.follows.content) if project.follows else project_model(on)
    other = current if current is not None and mandate.state in OPEN else None
    return MandatePage(
        project=project,
        mandate=mandate,
        in_force=current,
        rows=mandate_rows(mandate, other, model),
        compared=other is not None,
        versions=versions,
        cases=shown_cases(cases, mandate, by),
        model=model,
    )
