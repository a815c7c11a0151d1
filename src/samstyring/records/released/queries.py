"""What can be asked of released documents: which they are, and whether a file is one of them by its digest."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import models

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere

from ..access import subjects
from ..models import Document, Release
from ..queries import readable


def released() -> "models.QuerySet[Release]":
    """Return what anyone may read, the newest first."""
    rows = Release.objects.filter(document__removed_at__isnull=True)
    return rows.select_related("document", "public_file").order_by("-document__dated", "-released_at")


def release_for(pk: UUID) -> Release:
    """Return a released document. Raises NotThere."""
    found = released().filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def notes_on(releases: Iterable[Release]) -> dict[UUID, list[str]]:
    """Return what was added to released documents since, by the release: one question per kind of thing."""
    about: dict[str, dict[UUID, UUID]] = defaultdict(dict)
    for row in releases:
        if row.document.about_id is not None:
            about[row.document.about_kind][row.document.about_id] = row.pk
    found = {}
    for kind, rows in about.items():
        subject = subjects.get(kind)
        for key, notes in (subject.notes(list(rows)) if subject else {}).items():
            found[rows[key]] = list(notes)
    return found


def with_words(rows: "models.QuerySet[Release]", text: str) -> "models.QuerySet[Release]":
    """Return those whose title holds the words."""
    return rows.filter(document__title__icontains=text)


@dataclass(frozen=True)
class Found:
    """What a digest belongs to, for one reader: a released document, another document that they may read, or nothing."""

    sha256: str
    release: Release | None = None
    document: Document | None = None
    newer: bool = False
    """A later version of the document has been made."""


def found_by_digest(sha256: str, actor: Actor) -> Found:
    """Return what a digest belongs to. What the reader may not read is as if it were not there."""
    sha256 = sha256.strip().lower()
    release = released().filter(public_file__sha256=sha256).first()
    if release is not None:
        return Found(sha256, release, release.document)
    if actor.is_anonymous:
        return Found(sha256)
    rows = Document.objects.filter(file__sha256=sha256, removed_at__isnull=True).order_by("-created_at")
    document = next(iter(readable(actor, rows)), None)
    if document is None:
        return Found(sha256)
    later = Document.objects.filter(
        about_kind=document.about_kind,
        about_id=document.about_id,
        kind=document.kind,
        created_at__gt=document.created_at,
    )
    made_here = document.kind in (Document.Kind.SUMMONS, Document.Kind.MINUTES)
    return Found(sha256, None, document, made_here and later.exists())
