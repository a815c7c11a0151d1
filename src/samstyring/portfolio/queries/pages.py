"""What the page of a project shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from samstyring.charter import queries as charter
from samstyring.charter.models import Purpose
from samstyring.governance.models import Case
from samstyring.kernel.actors import Actor
from samstyring.kernel.models import JournalEntry

from ..models import Answer, Mandate, Participation, Project
from ..phases import ProjectModel
from ..registry import missing, panels
from ..rules import Anchoring, anchoring, in_force
from .answering import last_answers
from .charter import project_model, signed_ids
from .mandates import OPEN, mandates_of
from .projects import cases_asking_for, may_read, project_by_code, sees_drafts

HISTORY = 30
"""How many of the latest entries of the journal the page shows."""


@dataclass(frozen=True)
class Place:
    """A party on the project: what it was asked, and what it has answered."""

    participation: Participation
    answer: Answer | None
    signed: bool
    earlier: int = 0


@dataclass(frozen=True)
class ShownPanel:
    """A part of the page that another floor fills."""

    template: str
    context: Mapping[str, Any]


@dataclass(frozen=True)
class ProjectPage:
    """Everything that the page of a project shows on a day."""

    project: Project
    phase: str
    purposes: Sequence[Purpose]
    owner: Place | None
    participants: Sequence[Place]
    anchoring: Anchoring
    mandate: Mandate | None
    open_mandates: Sequence[Mandate]
    other_mandates: Sequence[Mandate]
    cases: Sequence[Case]
    panels: Sequence[ShownPanel]
    lacks: Sequence[Any]
    history: Sequence[JournalEntry]
    model: ProjectModel
    in_term: bool
    term_last_day: date | None
    steps: Sequence[tuple[Any, str]] = field(default_factory=list)


def _places(project: Project, on: date) -> list[Place]:
    answers = last_answers([project.pk])
    signed = signed_ids(on)
    rows = project.participations.filter(removed_at=None).select_related("organisation", "asked_to")
    return [
        Place(
            participation=row,
            answer=answers.get(row.pk),
            signed=row.organisation_id in signed,
            earlier=answers[row.pk].sequence - 1 if row.pk in answers else 0,
        )
        for row in rows
    ]


def visible_cases(project: Project, by: Actor) -> list[Case]:
    """Return the project's cases, the newest first: drafts only for those who prepare them."""
    cases = Case.objects.filter(about_id=project.pk, about_kind="portfolio.project").select_related("decision")
    if not by.may("governance.open_case"):
        cases = cases.exclude(state=Case.State.DRAFT).exclude(state=Case.State.WITHDRAWN)
    return list(cases.order_by("-created_at"))


def project_page(code: str, by: Actor, on: date) -> ProjectPage:
    """Return what the project's page shows, in a fixed number of SQL statements. Raises NotThere."""
    project = project_by_code(code)
    project = Project.objects.select_related(
        "owner", "manager__organisation", "started_by", "entered_by", "ended_by", "taken_over_by"
    ).get(pk=project.pk)
    drafts = sees_drafts(by, project)
    places = _places(project, on)
    others = [place for place in places if place.participation.role == Participation.Role.PARTICIPANT]
    mandates = mandates_of(project)
    asking = cases_asking_for("mandate", [row.pk for row in mandates])
    readable = [row for row in mandates if may_read(row, by, drafts, asking)]
    current = in_force(mandates, on)
    model = project_model(on)
    term = charter.term_on(on)
    purposes = {purpose.key: purpose for purpose in charter.edition_on(on).purposes.all()}
    return ProjectPage(
        project=project,
        phase=model.phase_name(project.phase) if project.phase else "",
        purposes=[purposes[key] for key in project.purposes if key in purposes],
        owner=next((place for place in places if place.participation.role == Participation.Role.OWNER), None),
        participants=others,
        anchoring=anchoring((place.participation, place.answer) for place in others),
        mandate=current,
        open_mandates=[row for row in readable if row.state in OPEN],
        other_mandates=[row for row in readable if row.state not in OPEN and row != current],
        cases=visible_cases(project, by),
        panels=[
            ShownPanel(panel.template, panel.read(project, by, on))
            for panel in sorted(panels, key=lambda panel: panel.order)
        ],
        lacks=[thing.label for thing in missing if project.pk in thing.read([project.pk], on)],
        history=history_of(project),
        model=model,
        in_term=term.in_force,
        term_last_day=term.last_day,
    )


def history_of(project: Project) -> list[JournalEntry]:
    """Return the latest acts that concerned the project, the newest first."""
    return list(
        JournalEntry.objects.filter(
            objects_concerned__public_id=project.pk, objects_concerned__kind="portfolio.project"
        ).order_by("-position")[:HISTORY]
    )
