"""What has changed in the portfolio since a day: everything that happened to its projects, the latest first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Q, QuerySet, Value
from django.utils.translation import gettext as _

from samstyring.kernel.clock import OSLO
from samstyring.kernel.days import DayOf

from ..models import PortfolioReport, Project
from ..registry import Event, Events, events

Key = tuple[date, UUID, str]
"""The day, the key of the row, and its kind: no two are equal in it."""
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


def on_day(rows: QuerySet[Any], field: str, since: date, until: date, *, project: str = "project_id") -> QuerySet[Any]:
    """Return the rows that a field of theirs, a date, puts from a day until another, as `Events.rows` are to be."""
    within: QuerySet[Any] = rows.filter(**{f"{field}__gte": since, f"{field}__lt": until})
    dated: QuerySet[Any] = within.annotate(happened_on=F(field), of_project=F(project))
    return dated


def at_time(rows: QuerySet[Any], field: str, since: date, until: date, *, project: str = "project_id") -> QuerySet[Any]:
    """Return the same where the field is an instant: the days are those of Norway."""
    first, last = (datetime.combine(day, time(), OSLO) for day in (since, until))
    within: QuerySet[Any] = rows.filter(**{f"{field}__gte": first, f"{field}__lt": last})
    dated: QuerySet[Any] = within.annotate(happened_on=DayOf(field), of_project=F(project))
    return dated


def version_words(row: Any) -> str:
    """Say which version of a governed document it is, or that it is no longer in force."""
    words = _("version %(number)s: repealed") if row.repeals else _("version %(number)s")
    return words % {"number": row.number}


def adopted(model: Any) -> Callable[[date, date], QuerySet[Any]]:
    """Return the versions of a governed document that came into force, as `Events.rows`."""
    return lambda since, until: on_day(model.objects.filter(state="adopted"), "in_force_from", since, until)


def read_versions(model: Any) -> Callable[[Sequence[UUID]], Mapping[UUID, Event]]:
    """Return what says which versions those are, each with its basis."""

    def read(ids: Sequence[UUID]) -> dict[UUID, Event]:
        rows = model.objects.filter(pk__in=ids).select_related("basis", "project")
        return {row.pk: Event(version_words(row), row.get_absolute_url(), row.basis) for row in rows}

    return read


def last_report_made() -> PortfolioReport | None:
    """Return the latest portfolio report: what the board saw last. One SQL statement."""
    return PortfolioReport.objects.order_by("-made_at").first()


def kinds(*, reports: bool) -> list[Events]:
    """Return the kinds of things that happen, those of reports for who sees what is reported."""
    return [each for each in events if reports or not each.reports]


def page(
    projects: QuerySet[Project], of: Sequence[Events], since: date, until: date, *, after: Key | None, size: int
) -> tuple[list[Happened], Key | None]:
    """Return what happened from a day until another to projects, the latest first, and the key of the next page.

    One statement finds the rows, one reads the projects, and one or two more read each kind that is among them.
    """
    found = list(_found(projects, of, since, until, after)[: size + 1])
    more = (found[size - 1][0], found[size - 1][1], found[size - 1][2]) if len(found) > size else None
    return _read(found[:size], of), more


def all_of(projects: QuerySet[Project], of: Sequence[Events], since: date, until: date) -> Iterator[Happened]:
    """Yield all that happened, the latest first: it is found in one statement, and read some at a time."""
    found = iter(_found(projects, of, since, until, None))
    while some := list(islice(found, AT_ONCE)):
        yield from _read(some, of)


def _found(projects: QuerySet[Project], of: Sequence[Events], since: date, until: date, after: Key | None) -> Any:
    narrowed = bool(projects.query.has_filters())  # of all projects, nothing need be looked up
    chosen = projects.order_by().values("pk")
    parts = []
    for each in of:
        rows = each.rows(since, until).order_by()
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


def _read(found: Sequence[tuple[date, UUID, str, UUID]], of: Sequence[Events]) -> list[Happened]:
    by_kind = {each.kind: each for each in of}
    keys: dict[str, list[UUID]] = {}
    for _day, key, kind, _project in found:
        keys.setdefault(kind, []).append(key)
    said = {kind: read(ids) for kind, ids in keys.items() if (read := by_kind[kind].read)}
    rows = Project.objects.select_related(*OF_THE_PROJECT)
    projects = rows.in_bulk({project for *_others, project in found}) if found else {}
    happened = []
    for on, key, kind, of_project in found:
        each, project = by_kind[kind], projects[of_project]
        event = each.told(project) if each.told else said[kind].get(key, Event())
        happened.append(Happened(on, project, kind, each.label, event))
    return happened
