"""Let a document become public."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotAuthorised
from samstyring.parties.models import Person

from ..access import scopes_of, subjects, thing_of
from ..effects import release_document
from ..errors import ExemptDocument, NotRead, ReleasedBefore
from ..models import Document, Release


@acts.act(says=_("%(who)s read and released %(file)s"), scope=scopes_of)
def release(*, document: Document, checked: bool, reason: str = "", by: Actor, at: datetime) -> Release:
    """Release a document as it is, after a named person has looked for what is exempt.

    `reason` says why, where the rules of the body do not make it public. Raises NotRead, ExemptDocument, ReleasedBefore,
    and what the thing that it is about raises.
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
    subject, thing = subjects.get(document.about_kind), thing_of(document)
    kept = subject.release_for(thing, reason) if subject and thing else ""
    released = release_document(document=document, public_file=document.file, by=person, at=at, reason=kept)
    acts.record(document, released, file=document.file_name, passed_over=bool(kept))
    return released
