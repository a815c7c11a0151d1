"""Take a file out of the papers."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..access import scopes_of, subjects, thing_of
from ..errors import NotRemovable
from ..models import Document


@acts.act(says=_("%(who)s took %(file)s out of the papers of %(about)s"), scope=scopes_of)
def remove_file(*, document: Document, by: Actor, at: datetime) -> Document:
    """Take an attachment out. The file itself is kept: it may stand in papers that were sent.

    Raises NotRemovable for anything but an attachment, and the refusal of the thing's app where its papers are closed.
    """
    if document.kind != Document.Kind.ATTACHMENT or document.removed_at is not None:
        raise NotRemovable
    subject, thing = subjects.get(document.about_kind), thing_of(document)
    if subject and thing:
        subject.check_change(thing)
    document.removed_at = at
    document.save(update_fields=["removed_at"])
    if subject and thing:
        subject.changed(thing)
    acts.record(document, *([thing] if thing else []), file=document.file_name, about=str(thing or ""))
    return document
