"""What a municipality is asked for, from every floor: acceptances, input, regrets, follow-up, in one list.

An app upstairs registers a source from its `journeys` module; who may ask for whose list is decided here, once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from samstyring.kernel import keeping, reading
from samstyring.kernel.actors import Actor
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.registry import Registry

from .models import Organisation
from .queries import answers_for
from .roles import SECRETARIAT

State = Literal["open", "answered", "closed"]
Read = Callable[[Mapping[UUID, Organisation], Actor, date], Sequence["Expected"]]


@dataclass(frozen=True)
class Expected:
    """One thing that one municipality is asked for. `answer` says what it answered, "" while it is open.

    `closed`: it was not answered, and no answer is taken any more. `kind` is the name of its source. `by_link` is what the
    reader may have been sent a link about: the name of the question, and the id of what it is about. `trouble`: the
    letter that asked did not arrive, and why.
    """

    kind: str
    organisation: Organisation
    heading: Any
    url: str
    state: State
    deadline: date | None = None
    answer: Any = ""
    asked_by: Any = ""
    clause: str = ""
    by_link: Sequence[tuple[str, UUID]] = ()
    trouble: str = ""

    def late(self, on: date) -> bool:
        """Tell whether its deadline is past and it is open."""
        return self.state == "open" and self.deadline is not None and self.deadline < on

    @property
    def order(self) -> tuple[bool, date, str, str]:
        """Return the place in the list: what is open first, the earliest deadline first."""
        return (self.state != "open", self.deadline or date.max, self.organisation.sort_key, str(self.heading))


@dataclass(frozen=True)
class Source:
    """What a floor asks of municipalities: `read(organisations by id, by, on)`, a fixed number of SQL statements.

    `read_open` returns those of them that are open, where the answered ones grow to be many; else they are sorted out.
    """

    name: str
    label: Any
    read: Read
    read_open: Read | None = None

    def open_ones(self, organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
        """Return what is open."""
        rows = (self.read_open or self.read)(organisations, by, on)
        return [row for row in rows if row.state == "open"]


sources: Registry[Source] = Registry("what municipalities are asked for")


def organisations_for(by: Actor) -> dict[UUID, Organisation]:
    """Return the municipalities whose list someone may read: the own ones; all of them for the secretariat."""
    rows = _of_kind(Organisation.Kind.MUNICIPALITY) if by.has_role(*SECRETARIAT) else _of_ids(tuple(answers_for(by)))
    return {row.pk: row for row in rows}


@Prepared
def _of_kind(kind: str) -> "QuerySet[Organisation]":
    return Organisation.objects.filter(kind=kind)


@Prepared
def _of_ids(keys: Sequence[UUID]) -> "QuerySet[Organisation]":
    return Organisation.objects.filter(pk__in=keys)


def expected_of(
    organisations: Mapping[UUID, Organisation], by: Actor, on: date, *, only_open: bool = False
) -> list[Expected]:
    """Return everything that some municipalities are asked for, what is open first. Ask `organisations_for` whose.

    What a source says is kept until an act writes what was read for it: a nation's municipalities are asked thousands.
    """
    if not organisations:
        return []
    of = sorted(map(str, organisations))
    with reading.once(), keeping.book("asked", by.reach, on, get_language(), only_open, of) as kept:
        found = [row for source in sources for row in _read(kept, source, organisations, by, on, only_open)]
    return sorted(found, key=lambda row: row.order)


def _read(
    kept: keeping.Book,
    source: Source,
    organisations: Mapping[UUID, Organisation],
    by: Actor,
    on: date,
    only_open: bool,
) -> Sequence[Expected]:
    read = source.open_ones if only_open else source.read
    return kept.share(source.name, lambda: tuple(read(organisations, by, on)))
