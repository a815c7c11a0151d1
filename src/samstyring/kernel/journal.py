"""The journal: one hash chain over every act. Nothing is ever changed in it or purged from it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils import timezone

from . import canonical
from .errors import ActError
from .marks import ALL
from .models import JournalEntry, JournalObject, TableMark
from .prepared import Prepared

if TYPE_CHECKING:
    from .acts import Running

LOCK = 0x5A4D5359  # the key of the advisory lock on PostgreSQL
START = "0" * 64


def kind_of(thing: models.Model) -> str:
    """Return the kind by which the journal knows a thing: "governance.meeting"."""
    return thing._meta.label_lower


def label_of(thing: models.Model) -> str:
    """Return the label by which the journal shows a thing, cut to 300 characters."""
    return str(thing)[:300]


def _reference(thing: models.Model) -> dict[str, str]:
    return {"kind": kind_of(thing), "id": str(thing.pk), "label": label_of(thing)}


class Last(NamedTuple):
    """The end of the journal, that the next entry follows on."""

    position: int = 0
    digest: str = START
    at: datetime | None = None
    migrated: str = ""
    """The mark that the last migration gave to all tables (kernel.marks)."""


_migrated = models.Subquery(TableMark.objects.filter(table=ALL).values("mark"))


@Prepared
def _last() -> "models.QuerySet[JournalEntry, tuple[Any, ...]]":
    return JournalEntry.objects.order_by("-position").values_list("position", "digest", "at", _migrated)[:1]


def last() -> Last:
    """Return what the last entry says of itself, and what stands for it in a journal without any."""
    return next((Last(*row) for row in _last()), Last())


def last_at() -> datetime | None:
    """Return the instant of the last entry."""
    return last().at


def last_digest() -> str:
    """Return the digest to publish, so that a cut-off tail can be seen."""
    return last().digest


def entry_with_intent(intent: UUID) -> JournalEntry | None:
    """Return the entry that a form's intent already led to."""
    return JournalEntry.objects.filter(intent=intent).first()


def sent_with(entry: JournalEntry) -> str:
    """Return the digest of what the form sent that led to an entry; empty for one from before that was kept."""
    return str(json.loads(entry.body).get("sent", ""))


def result_of(entry: JournalEntry) -> models.Model | None:
    """Return what the act that left the entry answered with."""
    result = json.loads(entry.body).get("result")
    if not result:
        return None
    found: models.Model | None = apps.get_model(result["kind"])._default_manager.filter(pk=result["id"]).first()
    return found


def append(running: "Running", *, intent: UUID | None, result: Any, sent: str = "") -> JournalEntry:
    """Write the entry of a running act, as its last write. Raises ActError if the act concerned nothing.

    `sent` is the digest of what a form sent with its intent.
    """
    if not running.objects:
        raise ActError(f"{running.name} recorded nothing that it concerns")
    position, previous = running.follows.position + 1, running.follows.digest
    by, permit = running.by, running.permit
    recorded_at = timezone.now()
    capacity = permit.capacity
    body = canonical.dumps(
        {
            "position": position,
            "act": running.name,
            "at": running.at,
            "recorded_at": recorded_at,
            "who": {"kind": by.kind, "id": by.person_id, "name": by.name},
            "capacity": {"role": capacity.role, "label": capacity.label} if capacity else None,
            "authority": permit.authority,
            "on_behalf_of": _reference(running.on_behalf_of) if running.on_behalf_of else None,
            "evidence": [_reference(thing) for thing in running.evidence],
            "objects": [_reference(thing) for thing in running.objects],
            "facts": running.facts,
            "intent": intent,
            **({"sent": sent} if sent else {}),
            "result": _reference(result) if isinstance(result, models.Model) else None,
        }
    )
    entry = JournalEntry.objects.create(
        position=position,
        at=running.at,
        recorded_at=recorded_at,
        act=running.name,
        actor_kind=by.kind,
        actor_id=by.person_id,
        actor_name=by.name,
        capacity=capacity.label if capacity else "",
        authority=permit.authority,
        on_behalf_of=label_of(running.on_behalf_of) if running.on_behalf_of else "",
        intent=intent,
        body=body,
        previous=previous,
        digest=canonical.sha256(previous + body),
    )
    concerned = [
        *running.objects,
        *running.evidence,
        *([running.on_behalf_of] if running.on_behalf_of else []),
    ]
    unique = {(kind_of(thing), thing.pk): thing for thing in concerned}
    JournalObject.objects.bulk_create(
        JournalObject(entry=entry, kind=kind, public_id=key, label=label_of(thing))
        for (kind, key), thing in unique.items()
        if isinstance(key, UUID)
    )
    return entry


@dataclass(frozen=True)
class Break:
    """The first broken link of the chain: its position, and what is wrong with it."""

    position: int
    why: str


_COLUMNS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "act": lambda body: body["act"],
    "actor_kind": lambda body: body["who"]["kind"],
    "actor_name": lambda body: body["who"]["name"],
    "authority": lambda body: body["authority"],
    "capacity": lambda body: body["capacity"]["label"] if body["capacity"] else "",
    "on_behalf_of": lambda body: body["on_behalf_of"]["label"] if body["on_behalf_of"] else "",
}


def verify(published: str | None = None) -> Break | None:
    """Walk the whole chain and return the first broken link, or None.

    `published` is a digest that was once published: it must stand in the chain, since a cut-off tail breaks no link.
    """
    previous, position, seen = START, 0, published in (None, START)
    for entry in JournalEntry.objects.order_by("position").iterator(chunk_size=500):
        position += 1
        if entry.position != position:
            return Break(
                position,
                f"the entry is missing: the next one stands at {entry.position}",
            )
        if entry.previous != previous:
            return Break(position, "it does not name the digest of the entry before it")
        if entry.digest != canonical.sha256(previous + entry.body):
            return Break(position, "its text does not give its digest")
        body = json.loads(entry.body)
        for column, read in _COLUMNS.items():
            if getattr(entry, column) != read(body):
                return Break(position, f"its column {column} differs from its text")
        previous = entry.digest
        seen = seen or entry.digest == published
    if not seen:
        return Break(
            position + 1,
            "the published digest is not in the chain: its tail has been cut off",
        )
    return None
