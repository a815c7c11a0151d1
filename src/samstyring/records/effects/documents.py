"""Keeping files: bytes by their checksum on disk, and the document that names them."""

import hashlib
import os
import tempfile
from datetime import date
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.db import models

from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.journal import kind_of
from samstyring.kernel.models import Basis

from ..errors import FileEmpty
from ..models import Document, StoredFile
from ..rules import path_of
from ..uploads import Upload, check_upload, clean_name

FROM_OUTSIDE = (Document.Kind.ATTACHMENT, Document.Kind.EVIDENCE, Document.Kind.OTHER)


def _write(content: bytes, sha256: str) -> None:
    """Put bytes on disk under their checksum, whole or not at all. Bytes that lie there already are left alone."""
    path = path_of(sha256)
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


@effect
def store(*, content: bytes, content_type: str, basis: Basis | None = None) -> StoredFile:
    """Keep bytes and return their row; the same bytes are kept once. Raises FileEmpty."""
    del basis
    if not content:
        raise FileEmpty
    sha256 = hashlib.sha256(content).hexdigest()
    _write(content, sha256)
    stored = StoredFile.objects.filter(sha256=sha256).first()
    return stored or StoredFile.objects.create(sha256=sha256, size=len(content), content_type=content_type)


@effect
def make_document(
    *,
    kind: Document.Kind,
    title: str,
    upload: Upload,
    about: models.Model | None = None,
    received_from: str = "",
    dated: date | None = None,
    exempt: bool = False,
    legal_basis: str = "",
    position: int = 0,
    basis: Basis | None = None,
) -> Document:
    """Keep a file as a document about a thing (which may not be saved yet). The running act's actor made it.

    What came from outside is looked at first: raises FileEmpty, FileRefused.
    """
    running = require_running("make_document")
    if kind in FROM_OUTSIDE:
        checked = check_upload(BytesIO(upload.content), name=upload.name, max_size=settings.MAX_UPLOAD_BYTES)
        upload = Upload(checked.name, upload.content)
    stored = store(content=upload.content, content_type=upload.content_type, basis=basis)
    return Document.objects.create(
        kind=kind,
        title=title[:300] or clean_name(upload.name),
        file=stored,
        file_name=clean_name(upload.name),
        about_kind=kind_of(about) if about is not None else "",
        about_id=about.pk if about is not None else None,
        position=position,
        created_at=running.at,
        created_by_id=running.by.person_id,
        received_from=received_from[:200],
        dated=dated,
        exempt=exempt,
        legal_basis=legal_basis,
    )


@effect
def keep_evidence(
    *,
    upload: Upload,
    title: str,
    about: models.Model | None = None,
    received_from: str = "",
    dated: date | None = None,
    basis: Basis | None = None,
) -> Document:
    """Keep a received letter or e-mail as the evidence of what is being registered."""
    return make_document(
        kind=Document.Kind.EVIDENCE,
        title=title,
        upload=upload,
        about=about,
        received_from=received_from,
        dated=dated,
        basis=basis,
    )
