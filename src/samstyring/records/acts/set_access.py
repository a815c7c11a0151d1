"""Say whether a document is exempt from public access, and on which legal basis."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..access import scopes_of
from ..errors import NeedsLegalBasis
from ..models import Document


@acts.act(says=_("%(who)s set the access of %(file)s"), scope=scopes_of)
def set_access(*, document: Document, exempt: bool, legal_basis: str = "", by: Actor, at: datetime) -> Document:
    """Exempt a document from public access with its legal basis (offentleglova), or open it. Raises NeedsLegalBasis."""
    if exempt and not legal_basis.strip():
        raise NeedsLegalBasis(field="legal_basis")
    document.exempt, document.legal_basis = exempt, legal_basis.strip() if exempt else ""
    document.save(update_fields=["exempt", "legal_basis"])
    acts.record(document, file=document.file_name, exempt=exempt, legal_basis=document.legal_basis)
    return document
