"""Attach a document to a project, under the name that its project model asks for it by."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.effects import make_document
from samstyring.records.models import Document
from samstyring.records.uploads import Upload

from ..models import Project, ProjectDocument
from ..rules.projects import require_open


@acts.act(
    says=_("%(who)s attached %(document)s to %(project)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def attach_project_document(*, project: Project, name: str, upload: Upload, by: Actor, at: datetime) -> ProjectDocument:
    """Attach a document by its name ("Styringsdokument"); a newer one of the same name is the one that counts (SG-4).

    Raises ProjectOver, InvalidInput, FileEmpty, FileRefused.
    """
    require_open(project)
    name = " ".join(name.split())[:120]
    if not name:
        raise InvalidInput({"name": _("Say what the document is.")})
    document = make_document(kind=Document.Kind.ATTACHMENT, title=f"{name}, {project}", upload=upload, about=project)
    made = ProjectDocument.objects.create(project=project, document=document, name=name)
    acts.record(project, made, document=name, project=str(project), sha256=document.file.sha256)
    return made
