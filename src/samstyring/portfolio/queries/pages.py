"""What the page of a project shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.text import capfirst

from samstyring.governance.models import Case
from samstyring.governance.queries import visible as governance
from samstyring.kernel.actors import Actor
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.telling import Told
from samstyring.parties.queries import answers_for

from ..models import Answer, Mandate, Participation, Project, PromisedEffort
from ..project_models import ProjectModel
from ..reading import promise_words
from ..registry import missing, panels
from ..rules.parties import Anchoring, anchoring
from ..rules.projects import OVER
from ..rules.versions import in_force
from ..said import Clauses, Purpose
from . import behind as behind_queries
from . import benefits, closing, dependencies, history, ranking, registers, steering, studies
from . import owners as owner_queries
from .answering import answers_on, places_of
from .charter import said_of_projects
from .decision_points import Standing, standing
from .mandates import mandates_of
from .owners import Owners, owners
from .projects import (
    IN_THE_BODY,
    Reading,
    cases_asking_in,
    may_read,
    one,
    reads_evidence,
    sees_drafts,
    tell_waiting,
    whole,
)
from .promises import Sums, promised_on, summed
from .versions import OPEN

LIVING = (Mandate.State.DRAFT, Mandate.State.PROPOSED, Mandate.State.ADOPTED)
BEFORE_START = (Project.State.CANDIDATE, Project.State.ENTERED)


@dataclass(frozen=True)
class Place:
    """A party on the project: what it was asked, and what it has answered."""

    participation: Participation
    answer: Answer | None
    signed: bool
    earlier: int = 0
    evidence_is_open: bool = False
    promised: Sequence[PromisedEffort] = ()
    mine: bool = False
    """Whether the reader answers for it."""

    @property
    def promises(self) -> list[str]:
        """Return in words what people and hours it has promised."""
        return [promise_words(row) for row in self.promised]


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
    promised: Sums
    mandate: Mandate | None
    open_mandates: Sequence[Mandate]
    other_mandates: Sequence[Mandate]
    reads_comments: bool
    cases: Sequence[Case]
    panels: Sequence[ShownPanel]
    lacks: Sequence[Any]
    history: Sequence[Told]
    model: ProjectModel
    stand: Standing
    in_term: bool
    term_last_day: date | None
    way: Sequence[tuple[Any, str]]
    may: Mapping[str, bool]
    clauses: Clauses
    owners: Owners
    roles_ended: bool = False
    """Whether the roles of those who owned, led and took part have ended with the project."""
    behind: Sequence[behind_queries.Behind] = ()
    """The needs that it comes from (FO-7), and what is national that it serves (FO-1)."""


def _places(project: Project, by: Actor) -> list[Place]:
    answers, promised, mine = answers_on(project), promised_on(project), answers_for(by)
    return [
        Place(
            participation=row,
            answer=answers.get(row.pk),
            signed=row.has_signed,  # type: ignore[attr-defined]  # read with the row
            earlier=answers[row.pk].sequence - 1 if row.pk in answers else 0,
            evidence_is_open=reads_evidence(by, row),
            mine=row.organisation_id in mine and project.state not in OVER,
            promised=promised.get(answers[row.pk].pk, ()) if row.pk in answers else (),
        )
        for row in places_of(project)
    ]


def visible_cases(project: Project, by: Actor) -> list[Case]:
    """Return the project's cases, the newest first: drafts only for those who prepare them.

    Whoever only has an account has none: what the bodies treat is for those who take part.

    `readable` on each tells whether the paper itself is for this reader.
    """
    cases = _cases_about(project.pk)
    if not by.may("governance.open_case"):
        cases = [case for case in cases if case.state not in (Case.State.DRAFT, Case.State.WITHDRAWN)]
    readable = governance.readable_cases(by, [case.pk for case in cases]) if cases else set()
    for case in cases:
        case.readable = case.pk in readable  # type: ignore[attr-defined]
    return [case for case in cases if by.takes_part or case.pk in readable]


@Prepared
def _cases_about(project: UUID) -> "QuerySet[Case]":
    rows = Case.objects.filter(about_id=project, about_kind="portfolio.project")
    return rows.select_related("decision").order_by("-created_at")


def _to_show(code: str) -> Project:
    """Return a project with what its page tells of it that need not be asked apart. Raises NotThere."""
    return one(_shown.first(code))


@Prepared
def _shown(code: str) -> "QuerySet[Project]":
    rows = owner_queries.flagged(registers.counted(dependencies.flagged(studies.flagged(ranking.flagged(whole())))))
    rows = behind_queries.flagged(closing.flagged(steering.flagged(benefits.flagged(rows))))
    return rows.filter(code=code)


def project_page(code: str, by: Actor, on: date) -> ProjectPage:
    """Return what the project's page shows, in a fixed number of SQL statements. Raises NotThere."""
    project = _to_show(code)
    places = _places(project, by)
    drafts = sees_drafts(by, project, [place.participation for place in places])
    others = [place for place in places if place.participation.role == Participation.Role.PARTICIPANT]
    mandates = mandates_of(project)
    asking = cases_asking_in(project)
    tell_waiting(mandates, asking, by)
    readable = [row for row in mandates if may_read(row, by, drafts, asking)]
    current = in_force(mandates, on)
    said = said_of_projects(on)
    stand = standing(project, by, on)
    model, purposes = stand.model, {purpose.key: purpose for purpose in said.purposes}
    shown = [
        ShownPanel(panel.template, panel.read(project, Reading(by, on, drafts, asking)))
        for panel in sorted(panels, key=lambda each: each.order)
    ]
    lacks = [] if any(row.state in LIVING for row in mandates) else [missing["mandate"].label]
    lacks += [label for panel in shown for label in panel.context.get("lacks", ())]
    return ProjectPage(
        project=project,
        phase=model.phase_name(project.phase) if project.phase else "",
        purposes=[purposes[key] for key in project.purposes if key in purposes],
        owner=next((place for place in places if place.participation.role == Participation.Role.OWNER), None),
        participants=others,
        anchoring=anchoring((place.participation, place.answer) for place in others),
        promised=summed(effort for place in places for effort in place.promised),
        mandate=current,
        open_mandates=[row for row in readable if row.state in OPEN],
        other_mandates=[row for row in readable if row.state not in OPEN and row != current],
        reads_comments=drafts or by.has_role(*IN_THE_BODY),
        cases=visible_cases(project, by),
        panels=shown,
        lacks=lacks if project.state in BEFORE_START else [],
        history=history.of_project(project.pk, by, drafts=drafts),
        model=model,
        stand=stand,
        in_term=said.in_term,
        term_last_day=said.until - timedelta(days=1) if said.until else None,
        way=_way(project, model),
        may=_may(project, by),
        clauses=said.clauses,
        owners=owners(project, by),
        roles_ended=project.state in OVER,
        behind=behind_queries.behind(project),
    )


def _way(project: Project, model: ProjectModel) -> list[tuple[Any, str]]:
    """Return where the project stands: candidate, then the phases of the project model."""
    names = [capfirst(str(Project.State.CANDIDATE.label)), *(phase.name for phase in model.phases)]
    keys = ["", *(phase.key for phase in model.phases)]
    here = keys.index(project.phase) if project.phase in keys else 0
    if project.state == Project.State.CLOSED:
        return [(name, "done") for name in names]
    if project.state in OVER:
        return [(name, "done" if place <= here else "todo") for place, name in enumerate(names)]
    return [(name, "done" if place < here else "now" if place == here else "todo") for place, name in enumerate(names)]


def _may(project: Project, by: Actor) -> dict[str, bool]:
    """Return what the reader may do on the page: what its buttons show by."""
    scope = f"project:{project.pk}"
    is_open = project.state not in OVER
    return {
        "edit": is_open and by.may("portfolio.edit_project", scope),
        "pause": is_open
        and project.state != Project.State.CANDIDATE
        and project.pause_id is None
        and by.may("portfolio.pause_project", scope),
        "resume": is_open and project.pause_id is not None and by.may("portfolio.resume_project", scope),
        "place": is_open and by.may("portfolio.place_in_programme"),
        "draft": is_open and by.may("portfolio.draft_mandate", scope),
        "add": is_open and by.may("portfolio.add_participant"),
        "remove": is_open and by.may("portfolio.remove_participant"),
        "ask": is_open and by.may("portfolio.ask_for_acceptance"),
        "register": is_open and by.has_role("secretariat", "secretariat_leader"),
        "open_case": is_open and by.may("governance.open_case"),
    }
