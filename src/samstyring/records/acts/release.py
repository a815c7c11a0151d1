"""Let a document become public."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotAuthorised
from samstyring.parties.models import Person

from ..access import scopes_of
from ..effects import release_document
from ..errors import ExemptDocument, NotRead, ReleasedBefore
from ..models import Document, Release


@acts.act(says=_("%(who)s read and released %(file)s"), scope=scopes_of)
def release(*, document: Document, checked: bool, by: Actor, at: datetime) -> Release:
    """Release a document as it is, after a named person has looked for what is exempt.

    Raises NotRead, ExemptDocument, ReleasedBefore.
    """
    if not checked:
        raise NotRead(field="checked")
    if document.exempt:
        raise ExemptDocument
    if Release.objects.filter(document=document).exists():
        raise ReleasedBefore
    person = Person.objects.filter(pk=by.person_id).first() if by.person_id else None
    if person is None:
        raise NotAuthorised
    released = release_document(document=document, public_file=document.file, by=person, at=at)
    acts.record(document, released, file=document.file_name)
    return released
