"""Who takes part in the portfolio on a day, and who has not answered: read once for all the checks that ask."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, OuterRef, Q, Subquery

from samstyring.charter import queries as charter
from samstyring.charter.models import Accession
from samstyring.charter.rules import size_group_of
from samstyring.kernel import reading
from samstyring.parties.models import Organisation, Population

from ..models import Answer, Participation

ACCEPTED = (Answer.Kind.ACCEPT, Answer.Kind.RESERVE)


@dataclass(frozen=True)
class Place:
    """A municipality's place on a project that is not over: what it answered last by the day ("" for nothing)."""

    participation: Participation
    answer: str

    @property
    def accepted(self) -> bool:
        """Tell whether it has accepted, or stood there when the project was taken over from before."""
        return self.answer in ACCEPTED or (not self.answer and self.participation.project.taken_over_by_id is not None)


@reading.remembered
def places_on(on: date) -> tuple[Place, ...]:
    """Return every place on the projects that were not ended on a day. One SQL statement."""
    answers = Answer.objects.filter(participation=OuterRef("pk"), answered_on__lte=on).order_by("-sequence")
    rows = (
        Participation.objects.filter(Q(removed_at=None) | Q(removed_at__date__gt=on))
        .filter(Q(project__ended_on=None) | Q(project__ended_on__gt=on))
        .annotate(last=Subquery(answers.values("kind")[:1]))
        .select_related("project", "organisation")
        .order_by("project__sort_key", "organisation__sort_key")
    )
    return tuple(Place(row, row.last or "") for row in rows)


@reading.remembered
def parties_by_name(on: date) -> tuple[Organisation, ...]:
    """Return the parties on a day, by name. One SQL statement."""
    rows = Accession.objects.on(on).select_related("organisation").order_by("organisation__sort_key")
    return tuple({row.organisation_id: row.organisation for row in rows}.values())


def size_groups_on(on: date) -> Mapping[str, set[UUID]]:
    """Return the parties of each size group of the charter that has any, by the newest population. Two statements."""
    groups = charter.said("size_group", on) or []
    parties = {party.pk for party in parties_by_name(on)}
    newest = (
        Population.objects.filter(organisation=OuterRef("organisation"), date__lte=on)
        .order_by()
        .values("organisation")
        .annotate(at=Max("date"))
        .values("at")
    )
    found: dict[str, set[UUID]] = {str(group["name"]): set() for group in groups}
    rows = Population.objects.filter(organisation__in=parties, date=Subquery(newest))
    for organisation, number in rows.values_list("organisation_id", "number"):
        if name := size_group_of(number, groups):
            found[name].add(organisation)
    return {name: members for name, members in found.items() if members}
