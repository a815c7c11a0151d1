"""What other floors register with records: who may see, and who may change, the documents of a thing of theirs.

A document says by kind and id what it is about (a case, a meeting, a seat). Who may read it follows from that: the
app that owns the kind registers a `Subject`. A document about nothing, or about a kind that nobody registered, is
for the secretariat alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from samstyring.kernel.actors import Actor
from samstyring.kernel.journal import kind_of
from samstyring.kernel.registry import Registry

from .models import Document


@dataclass(frozen=True)
class Subject:
    """A kind of thing that documents can be about.

    `readable(actor, ids)` returns those of the ids whose documents the actor may read, in a fixed number of SQL
    statements. `scopes(thing)` gives the scopes by which an act on its documents is permitted ("body:<id>").
    `check_change(thing)` raises a Refusal where its documents can no longer be added or removed. `changed(thing)` is
    called, within the act, when they were. `release_for(thing, reason)` raises a Refusal where its documents are not released
    for that reason, and returns the reason to keep: "" where no rule is passed over. `address(id)` is its page. `notes(ids)` returns what was added later to things
    whose documents are released, such as numbered corrections: anyone may read it.
    """

    kind: str
    readable: Callable[[Actor, Iterable[UUID]], set[UUID]]
    scopes: Callable[[models.Model], Iterable[str]]
    address: Callable[[UUID], str]
    check_change: Callable[[models.Model], None] = lambda thing: None
    changed: Callable[[models.Model], None] = lambda thing: None
    release_for: Callable[[models.Model, str], str] = lambda thing, reason: ""
    notes: Callable[[Iterable[UUID]], Mapping[UUID, Sequence[str]]] = lambda ids: {}


subjects: Registry[Subject] = Registry("subjects of documents")


def register(subject: Subject) -> Subject:
    """Register a kind of thing that documents can be about."""
    return subjects.register(subject.kind, subject)


def subject_of(thing: models.Model) -> Subject | None:
    """Return how a thing was registered, or None."""
    return subjects.get(kind_of(thing))


def thing_of(document: Document) -> models.Model | None:
    """Return what a document is about, or None."""
    if not document.about_kind or document.about_id is None:
        return None
    found: models.Model | None = (
        apps.get_model(document.about_kind)._default_manager.filter(pk=document.about_id).first()
    )
    return found


def scopes_of(document: Document, **arguments: Any) -> list[str]:
    """Return the scopes of what the document is about."""
    del arguments
    subject, thing = subjects.get(document.about_kind), thing_of(document)
    return list(subject.scopes(thing)) if subject and thing else []
