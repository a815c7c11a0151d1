"""Who has owned a project, who owns it, and who is proposed to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.models import Basis
from samstyring.kernel.reading import remembered
from samstyring.parties.models import Organisation

from ..models import Answer, HandOver, Participation, Project
from ..rules.owners import is_open
from ..rules.parties import has_accepted
from ..rules.projects import OVER
from .answering import answers_on

MATTER = "portfolio.hand_over_project"


@dataclass(frozen=True)
class Owned:
    """A time in which a municipality owned the project: the days are None where it began with it, or lasts."""

    organisation: Organisation
    from_date: date | None
    last_day: date | None
    basis: Basis | None
    reason: str


@dataclass(frozen=True)
class Proposed:
    """A hand-over that is proposed: what the new owner has answered, and whether a case can be brought."""

    hand_over: HandOver
    participation: Participation
    answer: Answer | None

    @property
    def is_accepted(self) -> bool:
        """Tell whether the municipality has accepted to take over."""
        return has_accepted(self.answer)


@dataclass(frozen=True)
class Owners:
    """What the project's page shows of who owns it: those who have, from the first, and who is proposed."""

    rows: Sequence[Owned]
    proposed: Proposed | None
    to_come: HandOver | None
    may_propose: bool
    may_withdraw: bool


def flagged(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Return projects, each with whether another owner was ever proposed (`was_proposed`)."""
    return rows.annotate(was_proposed=Exists(HandOver.objects.filter(project=OuterRef("pk"))))


@remembered
def hand_overs_of(project: Project) -> Sequence[HandOver]:
    """Return every hand-over that was proposed, from the first. One SQL statement, where there was one (`flagged`)."""
    if not getattr(project, "was_proposed", True):
        return []
    related = ("former", "basis", "place__organisation", "place__asked_to", "place__letter", "place__project")
    return list(HandOver.objects.filter(project=project).select_related(*related))


def open_one(project: Project) -> HandOver | None:
    """Return the hand-over that is proposed and not settled, if any. One SQL statement."""
    return next((row for row in hand_overs_of(project) if is_open(row)), None)


def hand_over_by_id(key: UUID, project: Project | None = None) -> HandOver:
    """Return a hand-over. Raises NotThere, also for one of another project."""
    rows = HandOver.objects.select_related("project", "former", "place__organisation")
    found = rows.filter(pk=key).first()
    if found is None or (project is not None and found.project_id != project.pk):
        raise NotThere
    return found


def owners(project: Project, by: Actor) -> Owners:
    """Return what the project's page shows. One SQL statement, and the answers of those on the project."""
    scope = f"project:{project.pk}"
    found = open_one(project)
    proposed = Proposed(found, found.place, answers_on(project).get(found.place_id)) if found else None
    to_come = project.hand_over if project.hand_over is not None and project.hand_over.is_to_come else None
    can_go = project.state == Project.State.STARTED and project.owner_id is not None
    return Owners(
        rows=_times(project),
        proposed=proposed,
        to_come=next((row for row in hand_overs_of(project) if row == to_come), None),
        may_propose=can_go and not found and not to_come and by.may("portfolio.propose_hand_over", scope),
        may_withdraw=project.state not in OVER and bool(found) and by.may("portfolio.withdraw_hand_over", scope),
    )


def _times(project: Project) -> list[Owned]:
    """Return who has owned it and when; nothing where it has had one owner only."""
    decided = [row for row in hand_overs_of(project) if row.from_date is not None]
    if not decided:
        return []
    begins = [None, *(row.from_date for row in decided)]
    ends = [*(row.from_date - timedelta(days=1) for row in decided if row.from_date), None]
    parties = [decided[0].former, *(row.place.organisation for row in decided)]
    told = [(None, ""), *((row.basis, row.reason) for row in decided)]
    return [
        Owned(party, start, end, basis, reason)
        for party, start, end, (basis, reason) in zip(parties, begins, ends, told, strict=True)
    ]
