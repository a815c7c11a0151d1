"""Attach a file to a thing."""

from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..access import subject_of
from ..effects import Upload, make_document
from ..errors import NeedsLegalBasis
from ..models import Document


def _scopes(about: models.Model, **arguments: object) -> list[str]:
    del arguments
    subject = subject_of(about)
    return list(subject.scopes(about)) if subject else []


@acts.act(says=_("%(who)s attached %(file)s to %(about)s"), scope=_scopes)
def attach_file(
    *,
    about: models.Model,
    upload: Upload,
    title: str = "",
    kind: Document.Kind = Document.Kind.ATTACHMENT,
    received_from: str = "",
    dated: date | None = None,
    exempt: bool = False,
    legal_basis: str = "",
    by: Actor,
    at: datetime,
) -> Document:
    """Attach a file to a case, a meeting or another registered thing, after those that are there.

    Raises the refusal of the thing's app where its papers are closed, FileEmpty, NeedsLegalBasis.
    """
    if exempt and not legal_basis.strip():
        raise NeedsLegalBasis(field="legal_basis")
    subject = subject_of(about)
    if subject is not None:
        subject.check_change(about)
    last = Document.objects.filter(about_id=about.pk).aggregate(last=models.Max("position"))["last"]
    document = make_document(
        kind=kind,
        title=title.strip() or upload.name,
        upload=upload,
        about=about,
        received_from=received_from,
        dated=dated,
        exempt=exempt,
        legal_basis=legal_basis.strip() if exempt else "",
        position=(last or 0) + 1,
    )
    if subject is not None:
        subject.changed(about)
    acts.record(about, document, file=document.file_name, about=str(about), sha256=document.file.sha256)
    return document
