"""What can be asked of documents."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared

from .access import subjects
from .bounces import CameBack
from .bounces import came_back as came_back
from .bounces import open_bounces as open_bounces
from .models import Bounce, Document, StoredFile
from .rules import path_of


def sees_everything(actor: Actor) -> bool:
    """Tell whether an actor reads every document: the secretariat, and the installation itself."""
    return actor.kind == "installation" or actor.has_role("secretariat_leader", "secretariat")


def readable(actor: Actor, documents: Iterable[Document]) -> list[Document]:
    """Return those of the documents that an actor may read: one question per kind of thing that they are about."""
    documents = list(documents)
    if sees_everything(actor):
        return documents
    ids: dict[str, set[UUID]] = {}
    for document in documents:
        if document.about_id is not None:
            ids.setdefault(document.about_kind, set()).add(document.about_id)
    allowed: Mapping[str, set[UUID]] = {
        kind: subject.readable(actor, asked) for kind, asked in ids.items() if (subject := subjects.get(kind))
    }
    return [document for document in documents if document.about_id in allowed.get(document.about_kind, set())]


def document(pk: UUID, actor: Actor) -> Document:
    """Return a document that the actor may read. Raises NotThere for any other, and for one that does not exist."""
    found = Document.objects.select_related("file", "created_by").filter(pk=pk).first()
    if found is None or not readable(actor, [found]):
        raise NotThere
    return found


def readable_among(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, Document]:
    """Return those of the documents with these ids that an actor may read, by id."""
    rows = Document.objects.filter(pk__in=list(ids)).select_related("file")
    return {row.pk: row for row in readable(actor, rows)}


def attachments(about_ids: Iterable[UUID]) -> dict[UUID, list[Document]]:
    """Return the attachments of things, in their order. One SQL statement."""
    found: dict[UUID, list[Document]] = {}
    for row in _attached_to(tuple(about_ids)):
        if row.about_id is not None:
            found.setdefault(row.about_id, []).append(row)
    return found


@Prepared
def _attached_to(about_ids: Sequence[UUID]) -> "QuerySet[Document]":
    rows = Document.objects.filter(about_id__in=about_ids, kind=Document.Kind.ATTACHMENT, removed_at__isnull=True)
    return rows.select_related("file")


def bytes_path(document: Document) -> Path:
    """Return where the document's file lies."""
    return path_of(document.file.sha256)


def stored_path(file: StoredFile) -> Path:
    """Return where stored bytes lie: those of a document, or of its public copy."""
    return path_of(file.sha256)


def address_of_subject(document: Document) -> str:
    """Return the page of what a document is about, or nothing."""
    subject = subjects.get(document.about_kind)
    return subject.address(document.about_id) if subject and document.about_id else ""


def bounce(pk: UUID) -> Bounce:
    """Return e-mail that came back and is not settled. Raises NotThere."""
    found = Bounce.objects.select_related("person").filter(pk=pk, settled_at=None).first()
    if found is None:
        raise NotThere
    return found


def returned(pk: UUID) -> CameBack:
    """Return e-mail that came back, with its letters, while there is something to mend. Raises NotThere."""
    found = came_back(pk)
    if not found:
        raise NotThere
    return found[0]
