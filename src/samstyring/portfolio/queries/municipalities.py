"""The municipalities in the portfolio: who owns and takes part in how much, now and at the start of past quarters."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

from samstyring.charter import queries as charter
from samstyring.charter.models import Accession
from samstyring.governance.queries.bodies import parties_on
from samstyring.kernel import clock
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import Organisation
from samstyring.parties.names import search_key
from samstyring.ui.tile_map import Tile

from ..models import Answer, Participation, Project, day_over, stands_by, stands_on
from ..rules.projects import OVER
from ..rules.promises import hours_in
from .needs import inhabitants
from .promises import Spread, hours_of
from .taking_part import ACCEPTED

QUARTERS = 4
"""How many quarters back the load is told of."""
PER = 10_000
"""Inhabitants, by which the load is compared."""
OWNS, TAKES, RESERVES, NEXT, ASKED = "owns", "takes", "reserves", "next", "asked"
DECLINED, NOT_ASKED = "declined", "not_asked"
PLACES = (OWNS, TAKES, RESERVES, NEXT, ASKED, DECLINED, NOT_ASKED)
"""How a municipality can stand to a project, the closest first."""


def place_of(role: str, answer: str | None, *, asked: bool, taken_over: bool) -> str:
    """Return how a place on a project stands: who has not accepted is not a participant (PA-5)."""
    if answer in ACCEPTED or (answer is None and taken_over):
        if role == Participation.Role.OWNER:
            return OWNS
        if role == Participation.Role.NEXT_OWNER:
            return NEXT
        return RESERVES if answer == Answer.Kind.RESERVE else TAKES
    if answer is not None:
        return DECLINED
    return ASKED if asked else NOT_ASKED


def quarters_before(today: date) -> list[date]:
    """Return the first days of this quarter and those before it, the oldest first."""
    year, quarter = today.year, (today.month - 1) // 3
    found = []
    for _each in range(QUARTERS):
        found.append(date(year, quarter * 3 + 1, 1))
        year, quarter = (year, quarter - 1) if quarter else (year - 1, 3)
    return found[::-1]


@dataclass(frozen=True)
class Load:
    """What a municipality carries in the portfolio. `past` is how many projects in execution, quarter by quarter."""

    organisation: Organisation
    inhabitants: int | None
    counts: Mapping[str, int]
    past: Sequence[int]
    promised: Sequence[Spread]

    @property
    def sort_key(self) -> str:
        """Return the key that names are sorted by."""
        return self.organisation.sort_key

    @property
    def owns(self) -> int:
        """Return how many projects it owns."""
        return self.counts[OWNS]

    @property
    def takes(self) -> int:
        """Return in how many it takes part, with a reservation or without."""
        return self.counts[TAKES] + self.counts[RESERVES]

    @property
    def asked(self) -> int:
        """Return how many questions it has not answered."""
        return self.counts[ASKED]

    @property
    def carries(self) -> int:
        """Return how many projects it owns and takes part in."""
        return self.owns + self.takes

    @property
    def hours(self) -> int:
        """Return how many hours it has promised in all, on projects that it has accepted."""
        return sum(row.total for row in self.promised)

    @property
    def people(self) -> int:
        """Return how many people it has promised."""
        return sum(row.people for row in self.promised)

    def hours_of(self, year: int) -> int:
        """Return how many of the hours fall in a calendar year."""
        return sum(hours_in(year, row) for row in self.promised)

    @property
    def per_inhabitants(self) -> Decimal | None:
        """Return how many it carries for each ten thousand inhabitants."""
        if not self.inhabitants:
            return None
        return (Decimal(self.carries) * PER / self.inhabitants).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def compared(self) -> Decimal:
        """Return the same to sort by: those without a figure come first."""
        return Decimal(-1) if self.per_inhabitants is None else self.per_inhabitants

    def matches(self, words: str) -> bool:
        """Tell whether its name holds some words, accents and case aside."""
        return search_key(words) in self.organisation.search_key


def loads(counted: QuerySet[Project], before: QuerySet[Project], today: date) -> tuple[Load, ...]:
    """Return what each municipality carries, by name; every party is there, also those that carry nothing.

    `counted` are the projects that count today, `before` those looked at for the quarters. Five SQL statements.
    """
    found = {party.pk: party for party in parties_on(today)}
    rows = _counted(counted, before, today)
    strangers = {row[0] for row in rows if row[0] not in found}
    found |= {row.pk: row for row in Organisation.objects.filter(pk__in=strangers)} if strangers else {}
    counts = {key: dict.fromkeys(PLACES, 0) for key in found}
    past = {key: [0] * QUARTERS for key in found}
    for organisation, role, answer, asked, taken_over, now, *then in rows:
        stands = place_of(role, answer, asked=asked, taken_over=taken_over)
        counts[organisation][stands] += now
        if stands in (OWNS, TAKES, RESERVES):
            past[organisation] = [one + number for one, number in zip(past[organisation], then, strict=True)]
    promised, people = hours_of(counted), inhabitants(found, today)
    every = (Load(row, people.get(key), counts[key], past[key], promised.get(key, ())) for key, row in found.items())
    return tuple(sorted(every, key=lambda load: load.sort_key))


def _counted(counted: QuerySet[Project], before: QuerySet[Project], today: date) -> list[tuple[Any, ...]]:
    """Return how many places each municipality has of each kind: today, and in execution on some days."""
    counts = {"now": Count("pk", filter=stands_on(today) & Q(project__in=counted.values("pk")))}
    counts |= {
        f"on_{place}": Count("pk", filter=_in_execution(day)) for place, day in enumerate(quarters_before(today))
    }
    rows = _with_answer(Participation.objects.filter(project__in=before.values("pk"))).order_by()
    grouped = rows.values_list("organisation_id", "role", "answer", "is_asked", "is_taken_over")
    return list(grouped.annotate(**counts))


def _in_execution(day: date) -> Q:
    return stands_on(day) & Q(project__started_on__lte=day) & (Q(project__ended_on=None) | Q(project__ended_on__gt=day))


def _with_answer(rows: QuerySet[Participation]) -> QuerySet[Any]:
    last = Answer.objects.filter(participation=OuterRef("pk")).order_by("-sequence").values("kind")[:1]

    def is_there(column: str) -> Any:
        return ExpressionWrapper(Q(**{f"{column}__isnull": False}), output_field=BooleanField())

    annotated: QuerySet[Any] = rows.annotate(
        answer=Subquery(last), is_asked=is_there("asked_at"), is_taken_over=is_there("project__taken_over_by")
    )
    return annotated


def places_on(projects: Iterable[UUID]) -> dict[UUID, dict[UUID, str]]:
    """Return how each municipality stands to some projects, by project. One SQL statement."""
    today = clock.today()
    found: dict[UUID, dict[UUID, str]] = {}
    for project, organisation, role, answer, asked, taken_over in _places(list(projects), today, day_over(today)):
        stands = place_of(role, answer, asked=asked, taken_over=taken_over)
        of_project = found.setdefault(project, {})
        closest = min(stands, of_project.get(organisation, stands), key=PLACES.index)
        of_project[organisation] = closest
    return found


@Prepared
def _places(projects: Sequence[UUID], day: date, over: datetime) -> QuerySet[Any, tuple[Any, ...]]:
    rows = _with_answer(Participation.objects.filter(stands_by(day, over), project_id__in=projects)).order_by()
    return rows.values_list("project_id", "organisation_id", "role", "answer", "is_asked", "is_taken_over")


def municipalities(today: date, projects: QuerySet[Project]) -> list[Organisation]:
    """Return the parties, and others with a place on the projects, by name. Two SQL statements."""
    places = Participation.objects.standing().filter(organisation=OuterRef("pk"), project__in=projects.values("pk"))
    others = Organisation.objects.exclude(pk__in=Accession.objects.on(today).values("organisation_id")).filter(
        Exists(places)
    )
    return sorted([*parties_on(today), *others], key=lambda party: party.sort_key)


def living(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Return the projects that are not over."""
    return rows.exclude(state__in=OVER)


def steps(carried: Collection[int]) -> Mapping[int, int]:
    """Return how full a tile is drawn (0 to 4) for each number of projects: none, then by thirds of the largest."""
    most = max(3, *carried, 0)
    return {number: 0 if not number else 1 - (-number * 3 // most) for number in set(carried)}


def tiles(rows: Sequence[Load], today: date, words: Any) -> tuple[list[Tile], list[str]]:
    """Return the map of what each carries, and who has no place on it. One SQL statement."""
    spots = charter.spots_on(today, [row.organisation for row in rows])
    if not spots:
        return [], []
    full = steps([row.carries for row in rows])
    placed = [(row, spots.get(row.organisation.pk)) for row in rows]
    drawn = [
        Tile(*spot, row.organisation.name, words(row), full[row.carries], row.organisation.get_absolute_url())
        for row, spot in placed
        if spot is not None
    ]
    return drawn, [row.organisation.name for row, spot in placed if spot is None]
