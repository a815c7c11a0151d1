"""The letters that every floor sends, known here by their kind, so that one that comes back is found, and sent again.

An app registers each table of its letters from its `journeys` module.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from samstyring.kernel import clock
from samstyring.kernel.registry import Registry
from samstyring.parties.models import Person

from .asking import ASTRAY

RETRIES = timedelta(days=5)
"""So long a mail server may try before it gives a letter up and sends it back."""
PAUSE = timedelta(days=7)
"""So long after one that asks for all there is at once nobody gets another such letter."""
SLACK = timedelta(minutes=5)
"""How far the clocks of two mail servers may be apart."""


@dataclass(frozen=True)
class LetterKind:
    """A table of letters: what one is called and where it stands, how it is queued, and the way to its recipient.

    Each row has `message_id`, `state` (with "queued", "sent" and "returned"), `tries`, `answer` and `sent_at`.
    """

    name: str  # as the journal knows the table: "governance.inputletter"
    model: Any
    what: Callable[[Any], str]
    url: Callable[[Any], str]
    send: Callable[[Any], Any]  # queues the job that sends it, within an act
    to: str = "person"
    related: Sequence[str] = ()
    asking: Callable[[Any], Any] | None = None
    """Of a table with `person` and `made_at`: the rows that ask for all there is at once. Nobody gets two such in a week."""

    def rows(self) -> Any:
        """Return the letters with what is needed to name them."""
        return self.model.objects.select_related(*self.related, *self.to.split("__")[:1])


kinds: Registry[LetterKind] = Registry("kinds of letters")


def register(kind: LetterKind) -> None:
    """Register a table of letters."""
    kinds.register(kind.name, kind)


def by_message_id(message_id: str) -> Any | None:
    """Return the letter that was sent with a Message-ID. One SQL statement a kind."""
    for kind in kinds if message_id else ():
        if (letter := kind.model.objects.filter(message_id=message_id).first()) is not None:
            return letter
    return None


def last_to(person: Person, before: datetime) -> Any | None:
    """Return the last letter that was sent to someone before it could have come back at an instant."""
    found = []
    for kind in kinds:
        sent = kind.model.objects.filter(state="sent", **{kind.to: person})
        sent = sent.filter(sent_at__range=(before - RETRIES, before + SLACK))
        found += list(sent.order_by("-sent_at")[:1])
    return max(found, key=lambda letter: letter.sent_at, default=None)


def asked_lately(people: Iterable[UUID], today: date) -> dict[UUID, datetime]:
    """Return when each was last sent a letter that asks for all there is at once, of those who were this last week.

    What did not arrive asked nobody. One SQL statement a kind of such letters.
    """
    keys = list(people)
    found: dict[UUID, datetime] = {}
    since = datetime.combine(today - PAUSE + timedelta(days=1), time(), tzinfo=clock.OSLO)
    for kind in kinds if keys else ():
        if kind.asking is None:
            continue
        rows = kind.asking(kind.model.objects.filter(person__in=keys, made_at__gte=since)).exclude(state__in=ASTRAY)
        for person, when in rows.values_list("person_id", "made_at"):
            found[person] = max(when, found.get(person, when))
    return found


def recipient(letter: Any) -> Person:
    """Return whom a letter is for."""
    person = letter
    for step in kinds[letter._meta.label_lower].to.split("__"):
        person = getattr(person, step)
    assert isinstance(person, Person)
    return person


@dataclass(frozen=True)
class Named:
    """A letter by what it is called and where it stands."""

    key: UUID
    what: str
    url: str
    sent_at: datetime | None

    def __str__(self) -> str:
        return self.what


def named(letters: Iterable[tuple[str, UUID]]) -> dict[UUID, Named]:
    """Return how letters, each by kind and id, are called. One SQL statement a kind; one that is gone is left out."""
    wanted: dict[str, list[UUID]] = {}
    for name, key in letters:
        wanted.setdefault(name, []).append(key)
    found = {}
    for name, keys in wanted.items():
        kind = kinds[name]
        for letter in kind.rows().filter(pk__in=keys):
            found[letter.pk] = Named(letter.pk, kind.what(letter), kind.url(letter), letter.sent_at)
    return found
