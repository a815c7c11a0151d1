"""The list of projects."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.keeping import lasting
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import Organisation
from samstyring.parties.names import search_key

from ..models import Answer, Mandate, Milestone, Participation, Project, StatusReport, day_over, stands_by
from ..registry import columns
from ..rules.owners import owned_by
from ..rules.parties import ACCEPTING
from ..rules.projects import OVER
from .charter import purposes_on
from .choosing import last_reports, next_milestones
from .decision_points import phase_name
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
    )
    return rows.none() if by.is_anonymous else rows


OF_A_ROW = (
    "name",
    "sort_key",
    "code",
    "origin",
    "state",
    "phase",
    "follows",
    "started_on",
    "registered_at",
    "latest_owner__name",
    "hand_over__from_date",
    "hand_over__former__name",
    "pause__expected_on",
)
"""What the list shows of a project whatever its columns are."""
OF_A_COLUMN = {
    "manager": ("manager__name",),
    "model": ("follows__name", "follows__edition"),
    "programme": ("programme__name", "programme__sort_key"),
    "summary": ("summary",),
}
"""What some columns show besides."""


def as_shown(rows: QuerySet[Project], wanted: Container[str]) -> QuerySet[Project]:
    """Return the same projects with what the list shows of them and nothing else; `wanted` names its columns.

    What a project has in all (its texts, its purposes, the whole of its project model) takes longer to read than to show.
    """
    fields = [*OF_A_ROW, *(name for column, names in OF_A_COLUMN.items() if column in wanted for name in names)]
    joined = {name.rpartition("__")[0] for name in fields if "__" in name}
    return rows.select_related(None).select_related(*sorted(joined)).only(*fields)


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
    reports = last_reports(keys, light=True) if "report" in wanted else {}
    outlooks = outlooks_of(keys, reports) if "outlook" in wanted else {}
    milestones = next_milestones(keys) if "milestone" in wanted else {}
    made = [
        ProjectRow(
            phase=phase_name(row, on) if row.phase else "",
            owner=str(row.owner or ""),
            mandate=mandates.get(row.pk),
            report=reports.get(row.pk),
            outside=outside.get(row.pk),
            outlook=outlooks.get(row.pk, Outlook()),
            milestone=milestones.get(row.pk),
            more={name: values.get(row.pk) for name, values in more.items()},
        )
        for row in shown
    ]
    if "owner" in wanted or "participants" in wanted:
        _add_parties(dict(zip(keys, made, strict=True)), accepted="participants" in wanted)
    return made


def _add_parties(rows: Mapping[UUID, ProjectRow], *, accepted: bool) -> None:
    """Add who is asked to own each, where nobody does, and how many of those asked have accepted."""
    today, over = clock.today(), day_over(clock.today())
    for key, name in _owners_in(tuple(rows), today, over):
        rows[key].owner = rows[key].owner or name
    for key, asked, yes in _participants_in(tuple(rows), today, over) if accepted else ():
        rows[key].asked, rows[key].yes = asked, yes


@Prepared
def _owners_in(project_ids: Sequence[UUID], today: date, over: datetime) -> "QuerySet[Any, tuple[UUID, str]]":
    places = Participation.objects.filter(stands_by(today, over), project_id__in=project_ids)
    return places.filter(role=Participation.Role.OWNER).values_list("project_id", "organisation__name")


@Prepared
def _participants_in(
    project_ids: Sequence[UUID], today: date, over: datetime
) -> "QuerySet[Any, tuple[UUID, int, int]]":
    """Count in the database: fifty projects have as many hundred places and answers."""
    places = Participation.objects.filter(stands_by(today, over), project_id__in=project_ids)
    last = Answer.objects.filter(participation=OuterRef("pk")).order_by("-sequence").values("kind")[:1]
    asked = places.filter(role=Participation.Role.PARTICIPANT).order_by().annotate(last=Subquery(last))
    accepted = Count("pk", filter=Q(last__in=ACCEPTING))
    counted: QuerySet[Any, Any] = asked.values_list("project_id").annotate(asked=Count("pk"), yes=accepted)
    return counted


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


@dataclass
class _Serving:
    """The living projects that serve a purpose: the first few by name, how many there are, and how many at each stage."""

    few: list[UUID] = field(default_factory=list)
    count: int = 0
    stages: dict[str, int] = field(default_factory=dict)

    def add(self, key: UUID, stage: str) -> None:
        """Add the next project by name."""
        if self.count < FEW:
            self.few.append(key)
        self.count += 1
        self.stages[stage] = self.stages.get(stage, 0) + 1


@lasting
def _serving() -> dict[str, _Serving]:
    """Return how the whole portfolio, which everyone who is signed in sees, serves each purpose. One SQL statement."""
    found: dict[str, _Serving] = {}
    living = Project.objects.exclude(state__in=["closed", "stopped"]).order_by("sort_key")
    for key, named, state, phase in living.values_list("pk", "purposes", "state", "phase"):
        stage = f"phase:{phase}" if state == Project.State.STARTED and phase else state
        for purpose in named:
            found.setdefault(purpose, _Serving()).add(key, stage)
    return found


def purposes_served(by: Actor, on: date) -> list[Served]:
    """Return how the portfolio covers each purpose of the agreement (GP-1). Three statements."""
    serving = {} if by.is_anonymous else _serving()
    rows = Project.objects.only("name", "code").in_bulk({key for each in serving.values() for key in each.few})
    made = []
    for purpose in purposes_on(on):
        found = serving.get(purpose.key, _Serving())
        few = [rows[key] for key in found.few]
        made.append(Served(purpose.name, purpose.clause, purpose.key, found.count, few))
    return made


def purposes_by_stage(by: Actor) -> dict[str, dict[str, int]]:
    """Return how many living projects serve each purpose (GP-1), by where they stand: a state, or "phase:KEY".

    One SQL statement.
    """
    return {} if by.is_anonymous else {purpose: found.stages for purpose, found in _serving().items()}
