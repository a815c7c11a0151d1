"""What waits in the portfolio."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from samstyring.kernel.actors import Actor

from ..models import Mandate, Participation, Project
from ..registry import missing
from ..rules.parties import has_accepted
from ..rules.projects import OVER
from .answering import answers_in, places_in


@dataclass(frozen=True)
class Unanswered:
    """Parties of one project that have not answered: asked and overdue, or never asked."""

    project: Project
    asked: bool
    places: Sequence[Participation]
    deadline: date | None


def unaccepted(late_on: date | None = None) -> list[Unanswered]:
    """Return, per project, those asked who have not answered, and those that nobody has asked. One statement.

    `late_on` leaves out those whose deadline is not past on that day.
    """
    rows = (
        Participation.objects.standing()
        .filter(answers=None)
        .exclude(project__state__in=OVER)
        .exclude(project__taken_over_by__isnull=False)
        .select_related("project", "organisation")
        .order_by("project__sort_key", "organisation__sort_key")
    )
    grouped: dict[tuple[UUID, bool], list[Participation]] = {}
    for row in rows:
        late = late_on is None or (row.answer_by is not None and row.answer_by < late_on)
        if row.asked_at is None or late:
            grouped.setdefault((row.project_id, row.asked_at is not None), []).append(row)
    return [
        Unanswered(
            project=places[0].project,
            asked=asked,
            places=places,
            deadline=min((place.answer_by for place in places if place.answer_by), default=None),
        )
        for (_key, asked), places in grouped.items()
    ]


def unanswered(today: date) -> list[Unanswered]:
    """Return, per project, those asked whose deadline is past, and those that nobody has asked. One statement."""
    return unaccepted(today)


def candidates_lacking(today: date, of: Collection[UUID] | None = None) -> list[tuple[Project, list[Any]]]:
    """Return the projects that have not started with what each lacks: a mandate, a budget, a funding plan, drafted.

    `of`: these projects only.
    """
    found = Project.objects.filter(state__in=[Project.State.CANDIDATE, Project.State.ENTERED])
    rows = list((found if of is None else found.filter(pk__in=sorted(of))).order_by("sort_key"))
    keys = [row.pk for row in rows]
    lacking = [(thing.label, thing.read(keys, today)) for thing in missing]
    made = [(row, [label for label, ids in lacking if row.pk in ids]) for row in rows]
    return [(row, labels) for row, labels in made if labels]


def lacks_mandate(keys: Sequence[UUID], on: date) -> set[UUID]:
    """Return the projects without a mandate in force, proposed or drafted. One statement."""
    del on
    living = [Mandate.State.DRAFT, Mandate.State.PROPOSED, Mandate.State.ADOPTED]
    have = Mandate.objects.filter(project_id__in=list(keys), state__in=living).values_list("project_id", flat=True)
    return set(keys) - set(have)


def may_prepare(by: Actor) -> set[UUID] | None:
    """Return the projects that a reader prepares, or None for all of them."""
    if any(not permit.capacity.scopes for permit in by.permits("portfolio.draft_mandate") if permit.capacity):
        return None
    return {UUID(key) for key in by.scoped_ids("project", "project_owner", "project_manager")}


def owners_accepted(project_ids: Sequence[UUID]) -> set[UUID]:
    """Return those of the projects whose owner's last answer accepts. Two statements."""
    places, answers = places_in.of_all(project_ids), answers_in.of_all(project_ids)
    owners = [row for key in project_ids for row in places[key] if row.role == Participation.Role.OWNER]
    return {row.project_id for row in owners if has_accepted(answers[row.project_id].get(row.pk))}
