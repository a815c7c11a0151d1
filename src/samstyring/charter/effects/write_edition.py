"""The co-operation, its agreement and the agreement's first edition come to be."""

from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel import canonical
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Agreement, Cooperation, Edition


@effect
def write_edition(*, charter: Any, source: str, basis: Basis) -> Edition:
    """Write the co-operation and its agreement, and the file to the letter as the first edition of it."""
    said = charter.cooperation
    cooperation = Cooperation.objects.create(
        key=said.key,
        name=said.name,
        language=said.language,
        legal_form=said.legal_form,
        number_format=said.number_format,
        reference_format=said.reference_format,
        secretariat_mailbox=said.secretariat_mailbox,
    )
    said = charter.agreement
    agreement = Agreement.objects.create(
        cooperation=cooperation,
        key=said.key,
        title=said.title,
        dated=said.dated,
        term_from=said.term_from,
        summary=said.summary,
        predecessor=said.predecessor,
    )
    return Edition.objects.create(
        agreement=agreement,
        number=1,
        in_force_from=agreement.term_from,
        until=said.until,
        basis=basis,
        source=source,
        sha256=canonical.sha256(source),
    )


def label_of_edition(charter: Any) -> str:
    """Return how the agreement reads as the basis of something."""
    return (_("%(title)s, first edition") % {"title": charter.agreement.title})[:300]
