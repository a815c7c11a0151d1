"""What can be asked across the house: the journal, the address of a basis, what was sent in a demo."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.models import Basis, JournalEntry, JournalObject

PAGE = 50


@dataclass(frozen=True)
class Told:
    """A journal entry as it reads."""

    position: int
    at: datetime
    sentence: str
    who: str
    capacity: str
    authority: str
    on_behalf_of: str
    concerned: Sequence[JournalObject]
    digest: str


def sentence(entry: JournalEntry, body: dict[str, Any]) -> str:
    """Return what was done, in the reader's language, from the facts that the entry itself holds."""
    spec = acts.discover().get(entry.act)
    facts = {"who": entry.actor_name, **body["facts"]}
    if spec is None:
        return entry.act
    try:
        return str(spec.says) % facts
    except (KeyError, ValueError, TypeError):
        return entry.act


def _told(entries: Sequence[JournalEntry]) -> list[Told]:
    return [
        Told(
            entry.position,
            entry.at,
            sentence(entry, json.loads(entry.body)),
            entry.actor_name,
            entry.capacity,
            entry.authority,
            entry.on_behalf_of,
            list(entry.objects_concerned.all()),
            entry.digest,
        )
        for entry in entries
    ]


def may_read_journal(actor: Actor) -> bool:
    """Tell whether the actor reads the whole journal: the secretariat, the leader, and those who appointed them."""
    return actor.has_role("secretariat", "secretariat_leader", "leader", "office_holder")


def journal(*, by: Actor, about: UUID | None = None, before: int | None = None) -> list[Told]:
    """Return a page of the journal, the newest first, of one thing if `about` is given. Raises NotThere.

    Pages by position: `before` is the position of the last entry of the page shown.
    """
    if not may_read_journal(by):
        raise NotThere
    entries = JournalEntry.objects.order_by("-position").prefetch_related(
        Prefetch("objects_concerned", JournalObject.objects.order_by("kind", "label"))
    )
    if about is not None:
        entries = entries.filter(objects_concerned__public_id=about).distinct()
    if before is not None:
        entries = entries.filter(position__lt=before)
    return _told(entries[: PAGE + 1])


def basis(pk: UUID) -> Basis:
    """Return a basis by its id. Raises NotThere."""
    found = Basis.objects.filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def basis_entry(found: Basis) -> Told | None:
    """Return the journal entry that made a basis, if the basis is among what it concerned."""
    entry = (
        JournalEntry.objects.filter(objects_concerned__public_id=found.pk)
        .prefetch_related("objects_concerned")
        .order_by("position")
        .first()
    )
    return _told([entry])[0] if entry else None


def kind_words(kind: str) -> str:
    """Return the words for a kind of basis."""
    return str(dict(Basis.Kind.choices).get(kind, kind))


@dataclass(frozen=True)
class TermLine:
    """The term drawn as a line: percent of its length for today and for windows in it."""

    term_from: date
    until: date
    today: int
    windows: Sequence[tuple[str, int, int]]
    words: str


def percent(start: date, until: date, day: date) -> int:
    """Return how far into [start, until) a day lies, in whole percent from 0 to 100."""
    length = (until - start).days or 1
    return max(0, min(100, round(100 * (day - start).days / length)))


def term_words(start: str, until: str, today: str) -> str:
    """Return the line of the term in words, for those who do not see it."""
    return _("The agreement runs from %(start)s until %(until)s. Today is %(today)s.") % {
        "start": start,
        "until": until,
        "today": today,
    }
