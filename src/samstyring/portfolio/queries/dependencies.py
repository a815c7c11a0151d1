"""What projects wait for from each other and from the radar, and how each stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from samstyring.kernel import keeping
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered

from ..models import Dependency, Forecast, LastReport, Mandate, Milestone, Passing, Project, RadarEntry
from ..rules.dependencies import Given, Stand, ring, stand
from ..rules.projects import OVER
from .lists import projects
from .projects import Reading
from .radar import entries
from .reports import reads_reports
from .to_choose import living_projects

THERE = (RadarEntry.State.AVAILABLE, RadarEntry.State.REQUIRED)
"""The states of something on the radar in which it can be had."""


@dataclass(frozen=True)
class Wait:
    """A dependency with how it stands."""

    dependency: Dependency
    stand: Stand


def standing(today: date) -> QuerySet[Dependency]:
    """Return what is waited for and not ended, each with the end of the other: by forecast, report and mandate.

    What is waited for can be a planned decision point: then it is there when that is passed.
    """
    mandate = Mandate.objects.in_force(today).filter(project=OuterRef("on_project"))
    report = LastReport.objects.filter(project=OuterRef("on_project"))
    forecast = Forecast.objects.filter(project=OuterRef("on_project"), ends_on__isnull=False).order_by("-sequence")
    passed = Passing.objects.filter(project=OuterRef("on_project"), point=OuterRef("milestone__point"))
    rows = Dependency.objects.filter(ended_at=None).annotate(
        milestone_passed_on=Subquery(passed.order_by("sequence").values("passed_on")[:1]),
        forecast_end=Subquery(forecast.values("ends_on")[:1]),
        reported_end=Subquery(report.values("report__ends_on")[:1]),
        mandated_end=Subquery(mandate.values(day=Case(When(repeals=False, then=F("ends_on"))))[:1]),
    )
    return rows.select_related("project", "on_project", "milestone", "entry")


def _of_milestone(found: Milestone, reached_on: date | None) -> Given:
    if found.removed_at is not None:
        return Given()
    return Given(done_on=reached_on, expected_on=found.due_on)


def _given(row: Any, *, reports: bool) -> Given:
    if row.entry is not None:  # no day is known of something national, neither when it comes nor when it came
        return Given(done=row.entry.state in THERE, stopped=row.entry.state == RadarEntry.State.ENDED)
    other = row.on_project
    if row.milestone is not None:
        of_it = _of_milestone(row.milestone, row.milestone.done_on or row.milestone_passed_on)
        done_on, expected = of_it.done_on, of_it.expected_on
    else:
        done_on = other.ended_on if other.state == Project.State.CLOSED else None
        # A report that says when it ends gives a forecast, once the project has started: the last forecast is the newest.
        expected = ((row.forecast_end or row.reported_end) if reports else None) or row.mandated_end
    return Given(done_on=done_on, expected_on=expected, stopped=other.state in OVER, paused=other.pause_id is not None)


def waits(rows: Iterable[Dependency], today: date, *, reports: bool) -> list[Wait]:
    """Return rows of `standing` with how each stands: the end of a project is by the newest of forecast and report, else by its mandate.

    `reports`: the reader sees what is reported.
    """
    return [Wait(row, stand(row.needed_on, _given(row, reports=reports), today)) for row in rows]


def waits_around(keys: Sequence[UUID], today: date, *, reports: bool) -> list[Wait]:
    """Return what some projects wait for, and what others that are not over wait for from them. One SQL statement.

    `reports`: the reader sees what is reported, and the radar.
    """
    read = _around_all if reports else _between_projects
    return waits(read(keys, today), today, reports=reports)


@Prepared
def _around_all(keys: Sequence[UUID], today: date) -> QuerySet[Dependency]:
    given = Q(on_project_id__in=keys) & ~Q(project__state__in=OVER)
    return standing(today).filter(Q(project_id__in=keys) | given)


@Prepared
def _between_projects(keys: Sequence[UUID], today: date) -> QuerySet[Dependency]:
    given = Q(on_project_id__in=keys) & ~Q(project__state__in=OVER)
    return standing(today).filter(Q(project_id__in=keys) | given, entry=None)


@dataclass(frozen=True)
class Panel:
    """What the page of a project shows: what it waits for, and who waits for it."""

    needs: Sequence[Wait]
    needed: Sequence[Wait]
    may: bool


def _around(project: Project, today: date, *, reports: bool) -> list[Wait]:
    both = standing(today).filter(Q(project=project) | Q(on_project=project))
    return waits(both if reports else both.filter(entry=None), today, reports=reports)


def flagged(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Return projects, each with whether it waits for anything, or anything for it (`waits`)."""
    around = Q(project=OuterRef("pk")) | Q(on_project=OuterRef("pk"))
    return rows.annotate(waits=Exists(Dependency.objects.filter(around)))


def panel(project: Project, reading: Reading) -> Panel:
    """Return what a project waits for and who waits for it: kept between looks, else one SQL statement.

    Nothing is asked of a project that says that there is none (`flagged`).
    """
    reports = reads_reports(reading.by)
    with keeping.book("waits", project.pk, reading.on, reports) as kept:
        found = (
            kept.ask("waits", lambda: _around(project, reading.on, reports=reports))
            if getattr(project, "waits", True)
            else []
        )
    return Panel(
        [each for each in found if each.dependency.project_id == project.pk],
        [
            each
            for each in found
            if each.dependency.on_project_id == project.pk and each.dependency.project.state not in OVER
        ],
        project.state not in OVER and reading.by.may("portfolio.register_dependency", f"project:{project.pk}"),
    )


def waiting_for_entry(entry: RadarEntry, tied: Sequence[Any], today: date) -> list[tuple[Any, list[Wait]]]:
    """Return what serves something on the radar, each with what it waits for from there: those tied to it, then the rest.

    Whoever waits for it works with it, whether anyone has said that it serves it or not. One SQL statement.
    """
    rows = standing(today).filter(entry=entry).exclude(project__state__in=OVER)
    found: dict[Any, list[Wait]] = {each: [] for each in tied}
    for wait in waits(rows, today, reports=False):
        found.setdefault(wait.dependency.project, []).append(wait)
    return list(found.items())


@remembered
def in_danger(today: date) -> Sequence[Wait]:
    """Return what waits for something that slips, is paused or is stopped. One SQL statement."""
    rows = standing(today).exclude(project__state__in=OVER)
    return [each for each in waits(rows, today, reports=True) if each.stand.warns]


def ring_of(project: Project, other: Project) -> list[str]:
    """Return the names of the ring that would close if a project waited for another; none where none would.

    At most two SQL statements.
    """
    rows = Dependency.objects.filter(ended_at=None, on_project__isnull=False).values_list("project_id", "on_project_id")
    way = ring([(one, two) for one, two in rows if two], project.pk, other.pk)
    found = Project.objects.in_bulk(way) if way else {}
    return [str(project), *(str(found[key]) for key in way)] if way else []


def to_wait_for(project: Project, by: Actor) -> list[tuple[str, str, bool]]:
    """Return what a project can wait for: code, name, and whether it stands on the radar. One SQL statement."""
    national = entries(by).exclude(state=RadarEntry.State.ENDED).order_by("sort_key")
    return [
        *((row.code, row.name, False) for row in living_projects() if row.key != str(project.pk)),
        *((row.code, row.name, True) for row in national),
    ]


def other_by_code(code: str, by: Actor) -> Project | RadarEntry:
    """Return the project, or what stands on the radar, that a code names. Raises NotThere."""
    project = projects(by).filter(code=code).first()
    entry = None if project else entries(by).filter(code=code).first()
    found = project or entry
    if found is None:
        raise NotThere
    return found


def milestones_to_choose(other: Project | RadarEntry, chosen: Milestone | None = None) -> list[Milestone]:
    """Return the milestones that can be waited for: those that are not reached, and the one that is chosen."""
    if not isinstance(other, Project):
        return []
    rows = Milestone.objects.filter(project=other, removed_at=None).told()
    return [row for row in rows if row.reached_on is None or row == chosen]


def dependency(code: str, key: UUID) -> Dependency:
    """Return a dependency of a project that stands. Raises NotThere."""
    rows = Dependency.objects.filter(ended_at=None).select_related("project", "on_project", "milestone", "entry")
    found = rows.filter(project__code=code, pk=key).first()
    if found is None:
        raise NotThere
    return found
