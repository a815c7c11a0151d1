"""A party leaves on a day, by its notice; or goes on, because the notice was taken back."""

from datetime import date

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Accession
from ..registry import ties


@effect
def end_party(*, accession: Accession, on: date, basis: Basis) -> None:
    """End a party's time from a day on, and with it what every app says ends then."""
    accession.until, accession.ended_by = on, basis
    accession.save(update_fields=["until", "ended_by"])
    for tie in ties:
        tie.end(accession.organisation, on, basis)


@effect
def go_on_as_party(*, accession: Accession, ended_by: Basis, basis: Basis) -> Accession:
    """Let a party go on from the day on which it would have been out. What was written stays: a new period begins."""
    assert accession.until is not None
    again = Accession.objects.create(
        agreement=accession.agreement,
        organisation=accession.organisation,
        from_date=accession.until,
        begun_by=basis,
        signatory=accession.signatory,
        place=accession.place,
        council_decision=accession.council_decision,
        signed_file=accession.signed_file,
        edition=accession.edition,
        text_sha256=accession.text_sha256,
        continues=accession.continues or accession,
    )
    for tie in ties:
        tie.resume(accession.organisation, accession.until, ended_by, basis)
    return again
