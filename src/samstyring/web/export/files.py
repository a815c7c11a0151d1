"""Every file: papers in the folder of their case or meeting, all others by kind, each under its own name."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.governance.models import Case, Meeting, Minutes
from samstyring.kernel.clock import local_date
from samstyring.records.models import Document, Release, StoredFile, TakeOver
from samstyring.records.rules import path_of

from . import names
from .sheet import Book
from .target import Target

Folder = tuple[str, ...]


def case_folder(case: Case) -> Folder:
    """Return the folder of a case."""
    return (names.cases(), str(local_date(case.created_at).year), f"{case.reference} {case.title}")


def meeting_folder(meeting: Meeting) -> Folder:
    """Return the folder of a meeting."""
    return (names.meetings(), f"{local_date(meeting.starts_at).isoformat()} {meeting.body.name}")


def folders() -> dict[UUID, Folder]:
    """Return the folder of everything that files belong to, by id: cases, meetings, and the minutes of meetings."""
    found = {case.pk: case_folder(case) for case in Case.objects.all()}
    for meeting in Meeting.objects.select_related("body", "minutes"):
        found[meeting.pk] = meeting_folder(meeting)
        minutes: Minutes | None = getattr(meeting, "minutes", None)
        if minutes is not None:
            found[minutes.pk] = found[meeting.pk]
    return found


def write_files(target: Target) -> int:
    """Write every document and every other kept file, and the register of them. Return how many documents there are."""
    homes = folders()
    documents = list(Document.objects.select_related("file", "created_by").order_by("created_at", "pk"))
    rows: list[list[Any]] = []
    used: set[UUID] = set()
    for done, document in enumerate(documents):
        target.tell(names.documents(), done, len(documents))
        folder = homes.get(document.about_id) if document.about_id else None
        folder = folder or (names.documents(), document.get_kind_display())
        place = _copy(target, "document", document.file, *folder, document.file_name)
        used.add(document.file_id)
        rows.append(_row(document, place))
    _write_register(target, rows)
    used |= _write_public(target)
    used |= _write_takeovers(target)
    for stored in StoredFile.objects.exclude(pk__in=used):
        _copy(target, "file", stored, names.documents(), names.other_files(), stored.sha256)
    return len(documents)


def _copy(target: Target, kind: str, stored: StoredFile, *parts: str) -> str:
    """Copy a kept file. A file that is gone from the disk is said to be, in a note with its checksum in its place."""
    source = path_of(stored.sha256)
    if not source.exists():
        note = _("This file is missing on the disk. Its checksum (SHA-256) was %(sha256)s.") % {"sha256": stored.sha256}
        *folders_, name = parts
        target.written["missing"] += 1
        return target.write(kind, note.encode(), *folders_, f"{name}.{names.missing()}.txt")
    place = target.place(*parts)
    path = target.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, path)
    target.written[kind] += 1
    return place


def _row(document: Document, place: str) -> list[Any]:
    return [
        document.title,
        document.get_kind_display(),
        document.file_name,
        document.dated,
        document.received_from,
        document.created_at,
        document.created_by.name if document.created_by else "",
        document.removed_at,
        document.legal_basis,
        document.archive_reference,
        document.file.size,
        document.file.sha256,
        place,
    ]


def _write_register(target: Target, rows: Iterable[list[Any]]) -> None:
    book = Book()
    headings = [
        _("Title"), _("Kind"), _("File name"), _("Dated"), _("Received from"), _("Registered"), _("Registered by"),
        _("Removed"), _("Exempt by"), _("Archive reference"), _("Size"), "SHA-256", _("Where in this export"),
    ]  # fmt: skip
    book.sheet(_("Documents"), headings, rows)
    book.save(target.root / target.place(names.documents(), f"{names.register_of_documents()}.xlsx"))
    target.written["register"] += 1


def _write_public(target: Target) -> set[UUID]:
    used = set()
    for release in Release.objects.select_related("document", "public_file"):
        name = Path(release.document.file_name)
        _copy(target, "public", release.public_file, names.documents(), names.public_copies(), name.name)
        used.add(release.public_file_id)
    return used


def _write_takeovers(target: Target) -> set[UUID]:
    used = set()
    for takeover in TakeOver.objects.exclude(file=None).select_related("file"):
        if takeover.file is None:
            continue
        name = f"{local_date(takeover.taken_over_at).isoformat()} {takeover.source.removesuffix('.xlsx')}"
        _copy(target, "takeover", takeover.file, names.taken_over(), f"{name[:80]}.xlsx")
        used.add(takeover.file_id)
    return {key for key in used if key is not None}
