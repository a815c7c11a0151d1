"""Who is asked for a status report, of which projects."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samstyring.kernel import clock
from samstyring.kernel.keeping import book
from samstyring.parties.models import Person
from samstyring.parties.queries import people_to_ask

from ..models import Project, ReportingWindow, StatusReport


def who_reports(projects: Iterable[Project], on: date) -> dict[UUID, Person]:
    """Return who is asked for each project: its manager, or else whoever answers for its owner. One statement."""
    rows = list(projects)
    found = {row.pk: row.manager for row in rows if row.manager is not None and row.manager.email}
    owners = people_to_ask({row.owner_id for row in rows if row.pk not in found and row.owner_id}, on)
    return found | {row.pk: owners[row.owner_id] for row in rows if row.pk not in found and row.owner_id in owners}


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A project that can be asked for a report, and the name of whoever is asked; "" where there is nobody."""

    key: str
    name: str
    code: str
    who: str


def projects_to_ask(window: ReportingWindow | None = None) -> Sequence[ToAsk]:
    """Return the projects that can be asked: in the portfolio, not over and not paused, and not reported in a window.

    Kept until an act writes something of it.
    """
    today = clock.today()
    with book("who is asked for a report", today) as kept:
        found = kept.share("all", lambda: tuple(_to_ask(today)))
    if window is None:
        return found
    reports = StatusReport.objects.filter(ask__window=window)
    reported = {str(key) for key in reports.values_list("ask__project_id", flat=True)}
    return [row for row in found if row.key not in reported]


def _to_ask(today: date) -> Iterator[ToAsk]:
    rows = Project.objects.filter(state__in=[Project.State.STARTED, Project.State.ENTERED], pause=None)
    projects = list(rows.select_related("manager", "latest_owner", "hand_over__former").order_by("sort_key"))
    people = who_reports(projects, today)
    for row in projects:
        yield ToAsk(str(row.pk), row.name, row.code, people[row.pk].name if row.pk in people else "")


def projects_of_keys(keys: Iterable[str]) -> list[Project]:
    """Return the projects that were chosen of those that can be asked."""
    return list(Project.objects.filter(pk__in=list(keys)).order_by("sort_key"))


def asked_in(window: ReportingWindow) -> set[UUID]:
    """Return the projects that are in a window. One statement."""
    return set(window.asks.values_list("project_id", flat=True))
