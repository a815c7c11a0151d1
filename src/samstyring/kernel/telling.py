"""How a journal entry reads: in any language, from the facts that the entry itself holds."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from . import acts
from .models import JournalEntry

OF_THE_HOUSE = {"installation", "system", "public"}


@dataclass(frozen=True)
class Concerned:
    """A thing that an entry concerns, with its label as it was."""

    kind: str
    public_id: UUID
    label: str


@dataclass(frozen=True)
class Told:
    """A journal entry as it reads. `authority` is a clause or another source, "" where none was needed."""

    position: int
    at: datetime
    act: str
    sentence: str
    who: str
    capacity: str
    authority: str
    on_behalf_of: str
    evidence: Sequence[str]
    concerned: Sequence[Concerned]
    facts: dict[str, Any]


def who(entry: JournalEntry) -> str:
    """Return who acted: the person's name as it was, or words for the house itself."""
    if entry.actor_kind == "installation":
        return _("whoever runs the installation")
    if entry.actor_kind == "system":
        return _("the system")
    if entry.actor_kind == "anonymous":
        return _("someone who was not signed in")
    return entry.actor_name


def sentence(entry: JournalEntry, facts: dict[str, Any]) -> str:
    """Say what was done. An act that is no longer known is named as it is."""
    spec = acts.discover().get(entry.act)
    try:
        return str(spec.says) % {"who": who(entry), **facts} if spec else entry.act
    except (KeyError, ValueError, TypeError):
        return entry.act


def told(entry: JournalEntry) -> Told:
    """Return an entry as it reads. No SQL statement."""
    body = json.loads(entry.body)
    words = sentence(entry, body["facts"])
    return Told(
        position=entry.position,
        at=entry.at,
        act=entry.act,
        sentence=words[:1].upper() + words[1:],
        who=who(entry),
        capacity=entry.capacity,
        authority="" if entry.authority in OF_THE_HOUSE else entry.authority,
        on_behalf_of=entry.on_behalf_of,
        evidence=[thing["label"] for thing in body["evidence"]],
        concerned=[
            Concerned(thing["kind"], UUID(thing["id"]), thing["label"])
            for thing in body["objects"]
            if _is_id(thing["id"])
        ],
        facts=body["facts"],
    )


def _is_id(text: str) -> bool:
    return len(text) == len("00000000-0000-0000-0000-000000000000")


def about(things: Iterable[UUID], *, newest_first: bool = False) -> list[Told]:
    """Return every entry that concerns one of the things. One SQL statement."""
    entries = JournalEntry.objects.filter(objects_concerned__public_id__in=list(things)).distinct()
    return [told(entry) for entry in entries.order_by("-position" if newest_first else "position")]
