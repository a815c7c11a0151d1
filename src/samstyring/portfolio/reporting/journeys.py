"""Registers the status report: the question, its letter, its part of the project's page, who reads the evidence."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.records import access
from samstyring.ui import questions as links

from ..models import Project, ReportAsk
from ..queries import Reading
from ..queries import reports as queries
from ..queries.projects import IN_THE_BODY
from ..registry import Panel, panels
from . import letters, questions
from .reading import area_labels

ASKING = ("portfolio.open_window", "portfolio.ask_for_reports")


def send_links(entry: Any, running: acts.Running) -> None:
    """Queue a letter for each link that an act made."""
    del entry
    if running.name in ASKING:
        for ask_id in running.facts["links"]:
            letters.send_report_question.enqueue(ask_id)


def readable(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return the asks whose evidence the actor may read: those who report, register, or sit in the body."""
    rows = ReportAsk.objects.filter(pk__in=list(ids))
    in_body = actor.has_role(*IN_THE_BODY)
    return {row.pk for row in rows if in_body or queries.may_write(actor, row.project_id)}


def address(key: UUID) -> str:
    """Return where the report stands."""
    found = ReportAsk.objects.select_related("window", "project").filter(pk=key).first()
    return found.get_absolute_url() if found else ""


def status(project: Project, reading: Reading) -> Mapping[str, Any]:
    """Return how the project has gone, window by window, and the report that the reader is to write."""
    if not (reading.by.capacities or reading.by.kind == "installation"):
        return {"points": [], "may_see": False}
    points = queries.trend_of(project)
    waits = next((point.ask for point in points if point.ask.window.is_open and not point.report), None)
    return {
        "points": points,
        "last": next((point for point in points if point.report), None),
        "to_write": waits if waits and queries.may_write(reading.by, project.pk) else None,
        "area_labels": area_labels(),
        "may_see": project.state == Project.State.STARTED,
    }


links.questions.register(questions.KIND.name, questions.KIND)
acts.subscribe(send_links)
access.register(
    access.Subject(
        kind="portfolio.reportask",
        readable=readable,
        scopes=lambda thing: [f"project:{thing.project_id}"],  # type: ignore[attr-defined]
        address=address,
    )
)
panels.register("status", Panel("status", "portfolio/reports/panel.html", status, order=90))
