"""The list of projects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation

from ..models import Mandate, Participation, Project
from ..registry import columns, missing
from ..rules import Anchoring, anchoring
from .answering import last_answers
from .charter import project_model
from .mandates import mandates_in_force


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
    lacks: Sequence[Any] = ()


def projects(by: Actor, on: date) -> list[ProjectRow]:
    """Return every project with its owner, its parties and what is in force, by name: a fixed number of statements.

    Everyone who is signed in sees the portfolio; drafts do not show here.
    """
    del by
    rows = list(Project.objects.select_related("owner", "manager").order_by("sort_key", "code"))
    keys = [row.pk for row in rows]
    answers = last_answers(keys)
    on_it: dict[Any, list[Participation]] = {}
    for place in Participation.objects.filter(project_id__in=keys, removed_at=None).select_related("organisation"):
        on_it.setdefault(place.project_id, []).append(place)
    mandates = mandates_in_force(keys, on)
    more = {column.name: column.read(keys, on) for column in columns}
    lacking = [(thing.label, thing.read(keys, on)) for thing in missing]
    model = project_model(on)
    made = []
    for row in rows:
        places = on_it.get(row.pk, [])
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
                lacks=[label for label, ids in lacking if row.pk in ids],
            )
        )
    return made
