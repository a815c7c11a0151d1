"""A municipality becomes a party by its signature (SI-1)."""

from datetime import date

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation
from samstyring.records.models import Document

from ..models import Accession, Agreement, Joining
from ..queries.wording import digest_of, edition_signed


@effect
def write_accession(
    *,
    agreement: Agreement,
    organisation: Organisation,
    signed_on: date,
    signatory: str,
    place: str,
    basis: Basis,
    council_decision: str = "",
    signed_file: Document | None = None,
    joining: Joining | None = None,
) -> Accession:
    """Write that a municipality is a party from the day of its signature to the end of the agreement's term.

    One that signed before the term began is a party from the first day of it (VA-1). The checksum is of the text that
    was in force on the day of the signature.
    """
    edition = edition_signed(agreement, signed_on)
    return Accession.objects.create(
        agreement=agreement,
        organisation=organisation,
        from_date=max(signed_on, agreement.term_from),
        begun_by=basis,
        signatory=signatory,
        place=place,
        council_decision=council_decision,
        signed_file=signed_file,
        joining=joining,
        edition=edition,
        text_sha256=digest_of(edition) if edition else "",
    )
