"""What has changed in the portfolio since a day: everything that happened to its projects, the latest first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Q, QuerySet, Value
from django.utils.translation import gettext as _

from samstyring.kernel.clock import OSLO
from samstyring.kernel.days import DayOf
from samstyring.kernel.prepared import Prepared

from ..models import PortfolioReport, Project
from ..registry import Event, Events, Span, events

Key = tuple[date, UUID, str]
"""The day, the key of the row, and its kind: no two are equal in it."""
Found = tuple[date, UUID, str, UUID]
"""The same, and the key of the project."""
OF_THE_PROJECT = ("taken_over_by", "entered_by", "started_by", "ended_by", "stopping")
AT_ONCE = 500
"""How many a file reads at a time."""


@dataclass(frozen=True)
class Happened:
    """Something that happened to a project on a day."""

    on: date
    project: Project
    kind: str
    label: Any
    event: Event


def on_day(rows: QuerySet[Any], field: str, span: Span, *, project: str = "project_id") -> QuerySet[Any]:
    """Return the rows that a field of theirs, a date, puts in a time, as `Events.rows` are to be."""
    within: QuerySet[Any] = rows.filter(**{f"{field}__gte": span.since, f"{field}__lt": span.until})
    dated: QuerySet[Any] = within.annotate(happened_on=F(field), of_project=F(project))
    return dated


def at_time(rows: QuerySet[Any], field: str, span: Span, *, project: str = "project_id") -> QuerySet[Any]:
    """Return the same where the field is an instant: the days are those of Norway."""
    within: QuerySet[Any] = rows.filter(**{f"{field}__gte": span.first, f"{field}__lt": span.last})
    dated: QuerySet[Any] = within.annotate(happened_on=DayOf(field), of_project=F(project))
    return dated


def version_words(row: Any) -> str:
    """Say which version of a governed document it is, or that it is no longer in force."""
    words = _("version %(number)s: repealed") if row.repeals else _("version %(number)s")
    return words % {"number": row.number}


def adopted(model: Any) -> Callable[[Span], QuerySet[Any]]:
    """Return the versions of a governed document that came into force, as `Events.rows`."""
    return lambda span: on_day(model.objects.filter(state="adopted"), "in_force_from", span)


def read_versions(model: Any) -> Callable[[Sequence[UUID]], Mapping[UUID, Event]]:
    """Return what says which versions those are, each with its basis."""

    @Prepared
    def versions(ids: Sequence[UUID]) -> QuerySet[Any]:
        rows: QuerySet[Any] = model.objects.filter(pk__in=ids).select_related("basis", "project")
        return rows

    return lambda ids: {row.pk: Event(version_words(row), row.get_absolute_url(), row.basis) for row in versions(ids)}


def last_report_made() -> PortfolioReport | None:
    """Return the latest portfolio report: what the board saw last. One SQL statement."""
    return _last_report.first()


@Prepared
def _last_report() -> QuerySet[PortfolioReport]:
    return PortfolioReport.objects.order_by("-made_at").only("name", "made_at")[:1]


def kinds(*, reports: bool) -> list[Events]:
    """Return the kinds of things that happen, those of reports for who sees what is reported."""
    return [each for each in events if reports or not each.reports]


def page(
    projects: QuerySet[Project], of: Sequence[Events], since: date, until: date, *, after: Key | None, size: int
) -> tuple[list[Happened], Key | None]:
    """Return what happened from a day until another to projects, the latest first, and the key of the next page.

    One statement finds the rows, one reads the projects, and one or two more read each kind that is among them.
    """
    span = _span(since, until)
    if after is None and len(of) > 1 and not _are_narrowed(projects):
        found = _latest(tuple(each.kind for each in of), size + 1)(*span)
    else:
        found = list(_found(projects, of, span, after)[: size + 1])
    more = (found[size - 1][0], found[size - 1][1], found[size - 1][2]) if len(found) > size else None
    return _read(found[:size], of), more


def all_of(projects: QuerySet[Project], of: Sequence[Events], since: date, until: date) -> Iterator[Happened]:
    """Yield all that happened, the latest first: it is found in one statement, and read some at a time."""
    found = iter(_found(projects, of, _span(since, until), None))
    while some := list(islice(found, AT_ONCE)):
        yield from _read(some, of)


def _span(since: date, until: date) -> Span:
    first, last = (datetime.combine(day, time(), OSLO) for day in (since, until))
    return Span(since, until, first, last)


def _are_narrowed(projects: QuerySet[Project]) -> bool:
    """Tell whether they are not all projects; of all, nothing need be looked up."""
    return bool(projects.query.has_filters())


@cache
def _latest(names: tuple[str, ...], most: int) -> "Prepared[[date, date, datetime, datetime], Found]":
    """Return the query of the latest that happened to any project, of several kinds: what the page first shows.

    Its statement is long, and to write it took longer than to answer it.
    """
    of = [each for each in events if each.kind in names]

    @Prepared
    def latest(since: date, until: date, first: datetime, last: datetime) -> "QuerySet[Any, Found]":
        rows: QuerySet[Any, Found] = _found(Project.objects.all(), of, Span(since, until, first, last), None)[:most]
        return rows

    return latest


def _found(projects: QuerySet[Project], of: Sequence[Events], span: Span, after: Key | None) -> Any:
    narrowed, chosen = _are_narrowed(projects), projects.order_by().values("pk")
    parts = []
    for each in of:
        rows = each.rows(span).order_by()
        if narrowed:
            rows = rows.filter(of_project__in=chosen)
        if after is not None:
            day, key, kind = after
            earlier = Q(happened_on__lt=day) | Q(happened_on=day, pk__lt=key)
            rows = rows.filter(earlier | Q(happened_on=day, pk=key) if each.kind < kind else earlier)
        named = rows.annotate(kind_of=Value(each.kind, output_field=CharField()))
        parts.append(named.values_list("happened_on", "pk", "kind_of", "of_project"))
    if not parts:
        return Project.objects.none()
    first, *rest = parts
    return first.union(*rest, all=True).order_by("-happened_on", "-pk", "-kind_of")


@Prepared
def _projects(ids: Sequence[UUID]) -> QuerySet[Project]:
    shown = ("name", "code", "state", "origin", *OF_THE_PROJECT)
    return Project.objects.filter(pk__in=ids).select_related(*OF_THE_PROJECT).only(*shown)


def _read(found: Sequence[Found], of: Sequence[Events]) -> list[Happened]:
    by_kind = {each.kind: each for each in of}
    keys: dict[str, list[UUID]] = {}
    for _day, key, kind, _project in found:
        keys.setdefault(kind, []).append(key)
    said = {kind: read(ids) for kind, ids in keys.items() if (read := by_kind[kind].read)}
    projects = {row.pk: row for row in _projects(list({project for *_others, project in found}))}
    happened = []
    for on, key, kind, of_project in found:
        each, project = by_kind[kind], projects[of_project]
        event = each.told(project) if each.told else said[kind].get(key, Event())
        happened.append(Happened(on, project, kind, each.label, event))
    return happened
