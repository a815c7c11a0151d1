"""Letting a document become public."""

from datetime import datetime

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person

from ..models import Document, Release, StoredFile


@effect
def release_document(
    *,
    document: Document,
    public_file: StoredFile,
    by: Person,
    at: datetime,
    legal_basis: str = "",
    passages_left_out: int = 0,
    reason: str = "",
    basis: Basis | None = None,
) -> Release:
    """Note that a named person let a document become public, as the file given: the copy without what is exempt.

    `reason` says why, where the rules of the body do not make it public.
    """
    del basis
    return Release.objects.create(
        document=document,
        public_file=public_file,
        released_by=by,
        released_at=at,
        legal_basis=legal_basis,
        passages_left_out=passages_left_out,
        reason=reason,
    )
