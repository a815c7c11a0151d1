"""What can be asked of projects that are paused or were stopped."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor

from ..errors import NotPaused
from ..models import Participation, Pause, Project, Stopping
from ..rules.owners import owned_by


def last_pause(project: Project) -> Pause | None:
    """Return the last time that a project was paused, ended or not."""
    return Pause.objects.filter(project=project).last()


def pause_of(project: Project) -> Pause:
    """Return the pause that a project is in. Raises NotPaused."""
    found: Pause | None = Pause.objects.filter(project=project, ended_by=None).first()
    if found is None:
        raise NotPaused
    return found


def paused_on(day: date, project: str) -> Exists:
    """Return the condition that the project in a column was paused on a day."""
    return Exists(Pause.objects.on(day).filter(project=OuterRef(project)))


def paused_projects() -> list[Project]:
    """Return the projects that are paused now, by name, each with its pause. One SQL statement."""
    rows = Project.objects.filter(pause__isnull=False).select_related(
        "pause", "latest_owner", "hand_over__former", "manager"
    )
    return list(rows.order_by("sort_key"))


def standstill_since(since: date, until: date) -> list[tuple[Pause, bool]]:
    """Return the pauses that began, and those that ended (True), from one day until another. One SQL statement."""
    began = Q(from_date__gte=since, from_date__lt=until)
    ended = Q(until__gte=since, until__lt=until)
    rows = list(Pause.objects.filter(began | ended).select_related("project"))
    told = [(row, False) for row in rows if since <= row.from_date < until]
    told += [(row, True) for row in rows if row.until is not None and since <= row.until < until]
    return sorted(told, key=lambda each: each[0].until if each[1] and each[0].until else each[0].from_date)


def concerning(by: Actor, since: date) -> tuple[list[Pause], list[Stopping]]:
    """Return what began to stand still since a day where the reader's municipalities own or take part. Two statements."""
    mine = by.scoped_ids("party", "contact", "chief_executive")
    if not mine:
        return [], []
    pauses = _theirs(Pause.objects.filter(from_date__gte=since, ended_by=None), mine)
    stopped = _theirs(Stopping.objects.filter(stopped_on__gte=since), mine)
    return list(pauses.select_related("project")), list(stopped.select_related("project"))


def _theirs(rows: QuerySet[Any], parties: Iterable[str | UUID]) -> QuerySet[Any]:
    on_it = Participation.objects.standing().filter(organisation_id__in=parties, project=OuterRef("project"))
    return rows.filter(owned_by(parties, clock.today(), "project__") | Exists(on_it))
