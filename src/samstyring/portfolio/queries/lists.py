"""The list of projects."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.keeping import lasting
from samstyring.parties.models import Organisation
from samstyring.parties.names import search_key

from ..models import Mandate, Milestone, Participation, Project, StatusReport
from ..project_models import ProjectModel
from ..registry import columns
from ..rules.owners import owned_by, owner_on
from ..rules.parties import ACCEPTING
from ..rules.projects import OVER
from .answering import kinds_of_answers
from .charter import purposes_on
from .choosing import last_reports, next_milestones
from .decision_points import model_of
from .execution import FEW
from .expecting import Outlook, outlooks_of
from .mandates import mandates_in_force
from .tolerances import tolerances_left

PAUSED = "paused"
LIVING = "living"
"""What is asked for where projects that are not over are, whatever their state."""
STATES_BEFORE = [(state.value, state.label) for state in (Project.State.CANDIDATE, Project.State.ENTERED)]
"""The states before the first phase, each with what it is called."""


@dataclass
class ProjectRow:
    """What the list shows beside a project on a day, as far as it is wanted.

    `asked` is how many municipalities stand on the project, `yes` how many of them have accepted (PA-5).
    """

    phase: str
    owner: str = ""
    asked: int = 0
    yes: int = 0
    mandate: Mandate | None = None
    report: StatusReport | None = None
    outside: Sequence[str] | None = None
    """The tolerances that it is outside; None where it has no forecast."""
    outlook: Outlook = field(default_factory=Outlook)
    milestone: Milestone | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


def projects(by: Actor) -> QuerySet[Project]:
    """Return the projects that a reader may see. Everyone who is signed in sees the portfolio; drafts do not show."""
    rows = Project.objects.select_related(
        "latest_owner", "hand_over__former", "manager", "follows", "pause", "programme"
    ).annotate(owner_key=owner_on(clock.today(), "__sort_key"))
    return rows.none() if by.is_anonymous else rows


def that_name(rows: QuerySet[Project], words: str) -> QuerySet[Project]:
    """Return those whose name or code holds the words, spelled with or without accents."""
    return rows.filter(Q(search_key__contains=search_key(words)) | Q(code__holds=words.strip()))


def that_serve(rows: QuerySet[Project], purpose: str) -> QuerySet[Project]:
    """Return those that name a purpose (GP-1). Asked of the JSON as text, the same on both databases."""
    return rows.annotate(purposes_text=Cast("purposes", TextField())).filter(purposes_text__contains=f'"{purpose}"')


def in_state(rows: QuerySet[Project], state: str) -> QuerySet[Project]:
    """Return those in a state, those that are paused (which are in execution all the same), or all that are not over."""
    if state == LIVING:
        return rows.exclude(state__in=OVER)
    return rows.filter(pause__isnull=False) if state == PAUSED else rows.filter(state=state)


def of_party(rows: QuerySet[Project], organisation_id: str) -> QuerySet[Project]:
    """Return those that a municipality owns, takes part in, or is asked to."""
    on_it = Participation.objects.standing().filter(organisation_id=organisation_id).values("project_id")
    return rows.filter(owned_by(organisation_id, clock.today()) | Q(pk__in=on_it))


@lasting
def parties_on_projects() -> list[tuple[str, str]]:
    """Return the municipalities that stand on some project, by name: key and name."""
    on_it = Participation.objects.standing().filter(organisation=OuterRef("pk"))
    owned = Project.objects.filter(owned_by(OuterRef("pk"), clock.today()))
    rows = Organisation.objects.filter(Exists(on_it) | Exists(owned)).order_by("sort_key")
    return [(str(key), name) for key, name in rows.values_list("pk", "name")]


def rows_of(shown: Sequence[Project], on: date, wanted: Container[str]) -> list[ProjectRow]:
    """Return what is wanted beside projects, in the same order: a fixed number of statements.

    `wanted` names columns of the list: what is not shown is not read.
    """
    keys = [row.pk for row in shown]
    mandates = mandates_in_force(keys, on, light=True) if "mandate" in wanted or "tolerance" in wanted else {}
    outside = tolerances_left(keys, mandates) if "tolerance" in wanted else {}
    more = {column.name: column.read(keys, on) for column in columns if column.name in wanted}
    reports = last_reports(keys) if "report" in wanted else {}
    outlooks = outlooks_of(keys, reports) if "outlook" in wanted else {}
    milestones = next_milestones(keys) if "milestone" in wanted else {}
    models: dict[UUID | None, ProjectModel] = {}
    made = []
    for row in shown:
        if row.follows_id not in models:
            models[row.follows_id] = model_of(row, on)
        made.append(
            ProjectRow(
                phase=models[row.follows_id].phase_name(row.phase) if row.phase else "",
                owner=str(row.owner or ""),
                mandate=mandates.get(row.pk),
                report=reports.get(row.pk),
                outside=outside.get(row.pk),
                outlook=outlooks.get(row.pk, Outlook()),
                milestone=milestones.get(row.pk),
                more={name: values.get(row.pk) for name, values in more.items()},
            )
        )
    if "owner" in wanted or "participants" in wanted:
        _add_parties(dict(zip(keys, made, strict=True)), accepted="participants" in wanted)
    return made


def _add_parties(rows: Mapping[UUID, ProjectRow], *, accepted: bool) -> None:
    """Add who is asked to own each, where nobody does, and how many of those asked have accepted."""
    places = Participation.objects.standing().filter(project_id__in=list(rows))
    kinds = kinds_of_answers(list(rows)) if accepted else {}
    if not accepted:
        places = places.filter(role=Participation.Role.OWNER)
    for key, place, role, name in places.values_list("project_id", "pk", "role", "organisation__name"):
        row = rows[key]
        if role == Participation.Role.OWNER:
            row.owner = row.owner or name
        else:
            row.asked += role == Participation.Role.PARTICIPANT
            row.yes += role == Participation.Role.PARTICIPANT and kinds.get(place) in ACCEPTING


@dataclass(frozen=True)
class Served:
    """A purpose of the agreement, with how many projects serve it, and the first few of them by name."""

    name: str
    clause: str
    key: str
    count: int
    few: Sequence[Project]

    @property
    def more(self) -> int:
        """Return how many serve it beside those few."""
        return self.count - len(self.few)


def purposes_served(by: Actor, on: date) -> list[Served]:
    """Return how the portfolio covers each purpose of the agreement (GP-1). Four statements."""
    living = projects(by).exclude(state__in=["closed", "stopped"]).order_by("sort_key")
    serving: dict[str, list[UUID]] = {}
    for key, named in living.values_list("pk", "purposes"):
        for purpose in named:
            serving.setdefault(purpose, []).append(key)
    few = {key: keys[:FEW] for key, keys in serving.items()}
    rows = Project.objects.in_bulk({key for keys in few.values() for key in keys})
    return [
        Served(
            purpose.name,
            purpose.clause,
            purpose.key,
            len(serving.get(purpose.key, [])),
            [rows[key] for key in few.get(purpose.key, [])],
        )
        for purpose in purposes_on(on)
    ]


def purposes_by_stage(by: Actor, on: date) -> dict[str, dict[str, int]]:
    """Return how many living projects serve each purpose (GP-1), by where they stand: a state, or "phase:KEY".

    One SQL statement.
    """
    living = projects(by).exclude(state__in=["closed", "stopped"]).select_related(None).order_by()
    found: dict[str, dict[str, int]] = {}
    for named, state, phase in living.values_list("purposes", "state", "phase"):
        stage = f"phase:{phase}" if state == Project.State.STARTED and phase else state
        for purpose in named:
            counts = found.setdefault(purpose, {})
            counts[stage] = counts.get(stage, 0) + 1
    return found
