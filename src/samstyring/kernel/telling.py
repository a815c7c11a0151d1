"""How a journal entry reads: in any language, from the facts that the entry itself holds."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from . import acts
from .models import JournalEntry

DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
OF_THE_HOUSE = {"installation", "system", "public"}


@dataclass(frozen=True)
class Concerned:
    """A thing that an entry concerns, with its label as it was."""

    kind: str
    public_id: UUID
    label: str

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class Told:
    """A journal entry as it reads. `authority` is a clause or another source, "" where none was needed.

    `who_id` is the person who acted, None for the house itself and for strangers.
    """

    position: int
    at: datetime
    act: str
    sentence: str
    who: str
    who_id: UUID | None
    capacity: str
    authority: str
    on_behalf_of: str
    evidence: Sequence[Concerned]
    concerned: Sequence[Concerned]
    facts: dict[str, Any]


def installation() -> str:
    """Return whoever acts by a command on the machine, in words."""
    return _("whoever runs the installation")


def who(entry: JournalEntry) -> str:
    """Return who acted: the person's name as it was, or words for the house itself."""
    if entry.actor_kind == "installation":
        return installation()
    if entry.actor_kind == "system":
        return _("the system")
    if entry.actor_kind == "anonymous":
        return _("someone who was not signed in")
    return entry.actor_name


def sentence(entry: JournalEntry, facts: dict[str, Any]) -> str:
    """Say what was done. An act that is no longer known is named as it is."""
    spec = acts.discover().get(entry.act)
    try:
        return str(spec.says) % {"who": who(entry), **_in_words(facts)} if spec else entry.act
    except (KeyError, ValueError, TypeError):
        return entry.act


_fact_words: dict[str, Callable[[str], Any]] = {}


def register_fact(name: str, words: Callable[[str], Any]) -> None:
    """Register how a fact that is stored as a key reads: "matter" "portfolio.adopt_mandate" is "adopt the mandate"."""
    _fact_words[name] = words


def _in_words(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: _fact(name, value) for name, value in facts.items()}


def _fact(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return get_text_list([str(_fact(name, each)) for each in value], _("and"))
    if not isinstance(value, str):
        return value
    if name in _fact_words:
        return _fact_words[name](value)
    return _with_days(value) if DAY.fullmatch(value) else value


def _with_days(text: str) -> str:
    """Write the dates in a text as people do."""
    return DAY.sub(lambda found: _day(found[0]), text)


def _day(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "j F Y" if get_language() == "en" else "j. F Y")
    except ValueError:
        return text


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
        who_id=entry.actor_id if entry.actor_kind == "person" else None,
        capacity=entry.capacity,
        authority="" if entry.authority in OF_THE_HOUSE else entry.authority,
        on_behalf_of=entry.on_behalf_of,
        evidence=_concerned(body["evidence"]),
        concerned=_concerned(body["objects"]),
        facts=body["facts"],
    )


def _concerned(things: Iterable[dict[str, str]]) -> list[Concerned]:
    return [
        Concerned(thing["kind"], UUID(thing["id"]), _with_days(thing["label"]))
        for thing in things
        if _is_id(thing["id"])
    ]


def _is_id(text: str) -> bool:
    return len(text) == len("00000000-0000-0000-0000-000000000000")


def about(things: Iterable[UUID], *, newest_first: bool = False) -> list[Told]:
    """Return every entry that concerns one of the things. One SQL statement."""
    entries = JournalEntry.objects.filter(objects_concerned__public_id__in=list(things)).distinct()
    return [told(entry) for entry in entries.order_by("-position" if newest_first else "position")]
