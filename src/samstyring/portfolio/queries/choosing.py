"""What the list of projects can be narrowed to and grouped by, beside what stands in the project's own row."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, F, IntegerField, OuterRef, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from samstyring.kernel import clock
from samstyring.kernel.keeping import lasting
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import Organisation, Person

from ..models import AREAS, Milestone, ModelEdition, Project, StatusReport
from ..rules import owners as owner_rules
from .charter import purposes_on

SILENT = "none"
"""The light of a project that has not reported."""
THE_AGREEMENTS = "agreement"
"""The model of a project that keeps none of its own: the agreement's."""


def of_light(rows: QuerySet[Project], light: str) -> QuerySet[Project]:
    """Return those whose last report gives a light, or that have not reported."""
    return rows.filter(last_report__light=None if light == SILENT else light)


def by_light(rows: QuerySet[Project]) -> QuerySet[Any]:
    """Add the light of each project's last report, and its place: what is off course comes first, and silence last."""
    worst_first = ("red", "yellow", "green")
    places = [When(last_report__light=light, then=Value(place)) for place, light in enumerate(worst_first)]
    return rows.annotate(light=F("last_report__light"), light_order=Case(*places, output_field=IntegerField()))


def by_owner(rows: QuerySet[Project]) -> QuerySet[Any]:
    """Add the name of who owns each project today, as it is sorted by."""
    return rows.annotate(owner_key=owner_rules.owner_on(clock.today(), "__sort_key"))


def owned_by(rows: QuerySet[Project], organisation_id: str) -> QuerySet[Project]:
    """Return those that a municipality has accepted to own."""
    return rows.filter(owner_rules.owned_by(organisation_id, clock.today()))


@lasting
def owners() -> list[tuple[str, str]]:
    """Return the municipalities that own some project, by name: key and name."""
    owned = Project.objects.filter(owner_rules.owned_by(OuterRef("pk"), clock.today()))
    return _named(Organisation.objects.filter(Exists(owned)))


def managed_by(rows: QuerySet[Project], person_id: str) -> QuerySet[Project]:
    """Return those that somebody manages."""
    return rows.filter(manager_id=UUID(person_id))


@lasting
def managers() -> list[tuple[str, str]]:
    """Return those who manage some project, by name: key and name."""
    managing = Project.objects.exclude(manager=None).values("manager_id")
    return _named(Person.objects.filter(pk__in=managing))


def _named(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in rows.order_by("sort_key").values_list("pk", "name")]


def of_model(rows: QuerySet[Project], model: str) -> QuerySet[Project]:
    """Return those that follow a project model, or the agreement's own."""
    return rows.filter(follows=None) if model == THE_AGREEMENTS else rows.filter(follows_id=UUID(model))


@lasting
def models_followed() -> list[tuple[str, str]]:
    """Return the project models that are kept with some project."""
    rows = ModelEdition.objects.filter(projects__isnull=False).distinct().order_by("name", "edition")
    return [(str(row.pk), str(row)) for row in rows.defer("content")]


def by_phase(rows: QuerySet[Project], phases: Sequence[str]) -> QuerySet[Project]:
    """Add where each project stands, in the order of its life: candidate, entered, each phase, closed, stopped."""
    started = Project.State.STARTED
    places = [
        When(state=state, then=Value(at * 100)) for at, state in enumerate(Project.State.values) if state != started
    ]
    base = Project.State.values.index(started) * 100
    places += [When(state=started, phase=phase, then=Value(base + at)) for at, phase in enumerate(phases)]
    return rows.annotate(stage=Case(*places, default=Value(base + 99), output_field=IntegerField()))


def by_purpose(rows: QuerySet[Project], on: date) -> QuerySet[Project]:
    """Add the first of the agreement's purposes that each project serves, in the agreement's order (GP-1)."""
    rows = rows.annotate(purposes_text=Cast("purposes", TextField()))
    places = [
        When(purposes_text__contains=f'"{purpose.key}"', then=Value(place))
        for place, purpose in enumerate(purposes_on(on))
    ]
    return rows.annotate(first_purpose=Case(*places, output_field=IntegerField()))


OF_A_LIST = (*(f"{area}_light" for area in AREAS), "answered_on", "ends_on", "cost")
"""What a list shows of a report."""


def last_reports(project_ids: Sequence[UUID], *, light: bool = False) -> Mapping[UUID, StatusReport]:
    """Return the report that counts of each project: the last version in the last window. One statement.

    `light`: without its texts, for lists.
    """
    rows = _without_texts(project_ids) if light else _last_reports(project_ids)
    return {row.ask.project_id: row for row in rows}


@Prepared
def _last_reports(project_ids: Sequence[UUID]) -> "QuerySet[StatusReport]":
    return StatusReport.objects.filter(last_of__project__in=project_ids).select_related("ask")


@Prepared
def _without_texts(project_ids: Sequence[UUID]) -> "QuerySet[StatusReport]":
    rows = StatusReport.objects.filter(last_of__project__in=project_ids).select_related("ask")
    return rows.only("ask__project_id", *OF_A_LIST)


def next_milestones(project_ids: Sequence[UUID]) -> Mapping[UUID, Milestone]:
    """Return the milestone or deliverable that each project reaches next. One statement."""
    found: dict[UUID, Milestone] = {}
    for row in _to_come(project_ids):
        found.setdefault(row.project_id, row)
    return found


@Prepared
def _to_come(project_ids: Sequence[UUID]) -> "QuerySet[Milestone]":
    rows = Milestone.objects.to_come().filter(project_id__in=project_ids, removed_at=None)
    return rows.order_by("due_on", "sequence")
