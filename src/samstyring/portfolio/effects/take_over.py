"""Writing projects and mandates that were taken over: in bulk, on the decisions that they rest on."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation
from samstyring.parties.names import search_key, sort_key
from samstyring.records.registry import Row, Taking

from ..models import MANDATE_CONTENT, Answer, Mandate, Participation, Project

BATCH = 1_000


@effect
def write_projects(*, rows: Sequence[Row], basis: Any, taking: Taking) -> list[Project]:
    """Write projects, each on the decision that its row names (`basis` is not used), with owner and participants."""
    del basis
    projects = [_project(row, taking) for row in rows]
    Project.objects.bulk_create(projects, batch_size=BATCH)
    participations, bases, answers = [], [], []
    for row, project in zip(rows, projects, strict=True):
        for organisation, role in _parties(row):
            participation = Participation(project=project, organisation=organisation, role=role)
            answer = _answer(participation, row, taking)
            participations.append(participation)
            bases.append(answer.basis)
            answers.append(answer)
    Participation.objects.bulk_create(participations, batch_size=BATCH)
    Basis.objects.bulk_create(bases, batch_size=BATCH)
    Answer.objects.bulk_create(answers, batch_size=BATCH)
    return projects


def _project(row: Row, taking: Taking) -> Project:
    ending = row["ending"]
    return Project(
        code=row["code"],
        name=row["project"],
        sort_key=sort_key(row["project"]),
        search_key=search_key(row["project"]),
        origin=row["origin"],
        summary=row["summary"],
        purposes=row["purposes"],
        latest_owner=row["owner"],
        state=row["state"],
        phase=row["phase"] or "",
        entered_on=row["entered_on"],
        entered_by=row.basis,
        started_on=row["started_on"],
        started_by=row.basis if row["started_on"] else None,
        ended_on=row["ended_on"],
        ended_by=ending.basis if ending else None,
        taken_over_by=row.basis,
        registered_at=taking.at,
    )


def _parties(row: Row) -> Iterable[tuple[Organisation, str]]:
    """Return who owns and takes part. Once a project is taken over, that they accepted is part of what was."""
    yield row["owner"], Participation.Role.OWNER
    for organisation in row["participants"] or ():
        if organisation != row["owner"]:
            yield organisation, Participation.Role.PARTICIPANT


def _answer(participation: Participation, row: Row, taking: Taking) -> Answer:
    label = _("%(party)s accepted %(project)s (taken over)") % {
        "party": participation.organisation,
        "project": row["code"],
    }
    return Answer(
        participation=participation,
        basis=Basis(kind=Basis.Kind.TAKEN_OVER, label=label[:300], dated=row["entered_on"]),
        kind=Answer.Kind.ACCEPT,
        answered_by=taking.take_over.source[:200],
        answered_as=_("taken over"),
        answered_on=row["entered_on"],
        way=Answer.Way.TAKEN_OVER,
        at=taking.at,
        sequence=1,
    )


@effect
def write_mandates(*, rows: Sequence[Row], basis: Any, taking: Taking) -> None:
    """Write mandates as adopted versions, each on the decision that its row names (`basis` is not used)."""
    del basis
    codes = {row["project"] for row in rows}
    projects = {project.code: project for project in Project.objects.filter(code__in=codes)}
    mandates = []
    for row in rows:
        content = {key: row.values[key] for key in MANDATE_CONTENT if row.values.get(key) is not None}
        mandates.append(Mandate(project=projects[row["project"]], created_at=taking.at, **content))
    Mandate.objects.bulk_create(mandates, batch_size=BATCH)
    # A version begins as a draft and is adopted: the database refuses any other order.
    for row, mandate in zip(rows, mandates, strict=True):
        mandate.state = Mandate.State.ADOPTED
        mandate.number, mandate.in_force_from, mandate.basis = row["number"], row["in_force_from"], row.basis
    Mandate.objects.bulk_update(mandates, ["state", "number", "in_force_from", "basis"], batch_size=200)
