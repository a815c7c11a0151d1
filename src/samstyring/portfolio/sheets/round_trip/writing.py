"""Writing the portfolio's workbook: what a reader may change, with the ids that bring each row home again."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.records.registry import Sheet
from samstyring.records.takeover.writing import workbook

from ...models import Milestone, Project, Risk
from ...queries import workbooks as queries
from ...queries.choosing import last_reports
from ...queries.decision_points import model_of
from ...queries.risks import as_it_stands
from ...reporting.reading import colour
from ...rules.risks import JUDGED, level
from .columns import MILESTONES, PROJECTS, RISKS, SHEETS, STATUS

SPARE = 200
"""How many empty rows there are for new milestones and risks."""


def as_workbook(by: Actor) -> bytes:
    """Return the workbook of everything that a reader may change, in the reader's language."""
    projects = queries.projects_to_change(by)
    rows = {
        PROJECTS.name: _project_rows(projects),
        MILESTONES.name: _milestone_rows(projects),
        RISKS.name: _risk_rows(projects),
        STATUS.name: _status_rows(projects),
    }
    return workbook(rows, of=SHEETS, guidance=guidance(), spare=SPARE)


def guidance() -> Sequence[str]:
    """Return how the workbook is used."""
    return (
        _("The portfolio as a workbook"),
        _("Change what you want in the white columns, and upload the file again. You see what would change before anything is taken."),
        _("The locked columns say which project, milestone or risk a row is about, and show what stands there now. They are not read back."),
        _("A row that somebody has changed here since you fetched the file is left out and shown to you. Fetch the workbook anew and write it there."),
        _("A row that you remove from the file changes nothing. Milestones are taken out of a plan, and reached, on their own pages. Risks are closed there, and what is done about them is written there."),
        _("Mandate, budget, funding, phase and state change by decision only, and not by this file."),
    )  # fmt: skip


def words(sheet: Sheet, key: str, value: Any) -> Any:
    """Return a stored choice in the reader's words."""
    return sheet.column(key).cell.show(value) if value else None


def _project_rows(projects: Sequence[Project]) -> list[dict[str, Any]]:
    """Return projects as rows; each project model is read once."""
    models: dict[Any, Any] = {}
    made = []
    for row in projects:
        if row.phase and row.follows_id not in models:
            models[row.follows_id] = model_of(row, clock.today())
        made.append(project_row(row, models[row.follows_id].phase_name(row.phase) if row.phase else None))
    return made


def project_row(project: Project, phase: str | None) -> dict[str, Any]:
    """Return a project as a row: what is said of it, and what it is told by."""
    return {
        "code": project.code,
        "revision": project.revision,
        "name": project.name,
        "origin": words(PROJECTS, "origin", project.origin),
        "summary": project.summary,
        "purposes": words(PROJECTS, "purposes", project.purposes),
        "owner": project.owner.name if project.owner else None,
        "manager": project.manager.name if project.manager else None,
        "state": str(project.get_state_display()),
        "phase": phase,
    }


def _milestone_rows(projects: Sequence[Project]) -> list[dict[str, Any]]:
    baselines = queries.baselines_in(projects)
    return [milestone_row(row, baselines) for row in queries.milestones_in(projects)]


def milestone_row(row: Milestone, baselines: Any) -> dict[str, Any]:
    """Return a milestone as a row."""
    kept = baselines.get(row.pk)
    return {
        "project": row.project.code,
        "number": row.sequence,
        "revision": row.revision,
        "name": row.name,
        "kind": words(MILESTONES, "kind", row.kind),
        "point": row.point or None,
        "due_on": row.due_on,
        "criteria": row.criteria or None,
        "accepted_by": row.accepted_by or None,
        "baseline": kept.due_on if kept else None,
        "done_on": row.reached_on,
    }


def _risk_rows(projects: Sequence[Project]) -> list[dict[str, Any]]:
    return [risk_row(row) for row in queries.risks_in(projects)]


def risk_row(risk: Risk) -> dict[str, Any]:
    """Return a risk as a row: how it is judged now, in words."""
    stands = as_it_stands(risk)
    told = {name: words(RISKS, name, stands[name]) for name in ("kind", "category", *JUDGED)}
    now = level(risk)
    return {
        **stands,
        **told,
        "project": risk.project.code,
        "number": risk.sequence,
        "revision": risk.revision,
        "exposed": ", ".join(str(one) for one in stands["exposed"]) or None,
        "level": now[1] if now else None,
    }


def _status_rows(projects: Sequence[Project]) -> list[dict[str, Any]]:
    asks = queries.asks_in(projects)
    reported, last = queries.reported_in(asks), last_reports([project.pk for project in projects])
    made = []
    for ask in asks:
        if ask.pk in reported or ask.project.pause_id is not None:
            continue
        said = last.get(ask.project_id)
        told = f"{colour(said.overall_light)}: {said.overall_words}" if said else None
        made.append({"window": ask.window.code, "project": ask.project.code, "name": ask.project.name, "last": told})
    return made
