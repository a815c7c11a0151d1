"""The list of projects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation
from samstyring.parties.names import search_key

from ..models import Mandate, Participation, Project
from ..project_models import ProjectModel
from ..registry import columns
from ..rules.parties import Anchoring, anchoring
from .answering import last_answers
from .charter import purposes_on
from .decision_points import model_of
from .execution import FEW
from .mandates import mandates_in_force

PAUSED = "paused"


@dataclass(frozen=True)
class ProjectRow:
    """A project as the list shows it, on a day."""

    project: Project
    owner: Organisation | None
    owner_accepted: bool
    anchoring: Anchoring
    mandate: Mandate | None
    phase: str
    more: Mapping[str, Any] = field(default_factory=dict)


def projects(by: Actor) -> QuerySet[Project]:
    """Return the projects that a reader may see. Everyone who is signed in sees the portfolio; drafts do not show."""
    rows = Project.objects.select_related("owner", "manager", "follows", "pause")
    return rows.none() if by.is_anonymous else rows


def that_name(rows: QuerySet[Project], words: str) -> QuerySet[Project]:
    """Return those whose name or code holds the words, spelled with or without accents."""
    return rows.filter(Q(search_key__contains=search_key(words)) | Q(code__holds=words.strip()))


def that_serve(rows: QuerySet[Project], purpose: str) -> QuerySet[Project]:
    """Return those that name a purpose (GP-1). Asked of the JSON as text, the same on both databases."""
    return rows.annotate(purposes_text=Cast("purposes", TextField())).filter(purposes_text__contains=f'"{purpose}"')


def in_state(rows: QuerySet[Project], state: str) -> QuerySet[Project]:
    """Return those in a state, or those that are paused, which are in execution all the same."""
    return rows.filter(pause__isnull=False) if state == PAUSED else rows.filter(state=state)


def of_party(rows: QuerySet[Project], organisation_id: str) -> QuerySet[Project]:
    """Return those that a municipality owns, takes part in, or is asked to."""
    on_it = Participation.objects.filter(organisation_id=organisation_id, removed_at=None).values("project_id")
    return rows.filter(Q(owner_id=organisation_id) | Q(pk__in=on_it))


def parties_on_projects() -> list[Organisation]:
    """Return the municipalities that stand on some project, by name."""
    on_it = Participation.objects.filter(organisation=OuterRef("pk"), removed_at=None)
    owned = Project.objects.filter(owner=OuterRef("pk"))
    return list(Organisation.objects.filter(Exists(on_it) | Exists(owned)).order_by("sort_key"))


def rows_of(shown: Sequence[Project], on: date) -> list[ProjectRow]:
    """Return projects with their parties and what is in force, in the same order: a fixed number of statements."""
    keys = [row.pk for row in shown]
    answers = last_answers(keys)
    on_it: dict[UUID, list[Participation]] = {}
    for place in Participation.objects.filter(project_id__in=keys, removed_at=None).select_related("organisation"):
        on_it.setdefault(place.project_id, []).append(place)
    mandates = mandates_in_force(keys, on)
    more = {column.name: column.read(keys, on) for column in columns}
    models: dict[UUID | None, ProjectModel] = {}
    made = []
    for row in shown:
        places = on_it.get(row.pk, [])
        if row.follows_id not in models:
            models[row.follows_id] = model_of(row, on)
        model = models[row.follows_id]
        asked = next((place.organisation for place in places if place.role == Participation.Role.OWNER), None)
        others = [(place, answers.get(place.pk)) for place in places if place.role == Participation.Role.PARTICIPANT]
        made.append(
            ProjectRow(
                project=row,
                owner=row.owner or asked,
                owner_accepted=row.owner_id is not None,
                anchoring=anchoring(others),
                mandate=mandates.get(row.pk),
                phase=model.phase_name(row.phase) if row.phase else "",
                more={name: values.get(row.pk) for name, values in more.items()},
            )
        )
    return made


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
