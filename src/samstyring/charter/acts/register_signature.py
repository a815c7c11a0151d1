"""Register that a municipality has signed the agreement."""

from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation
from samstyring.records.effects import Upload, make_document
from samstyring.records.models import Document
from samstyring.ui import formats

from ..effects.write_accession import write_accession
from ..errors import AlreadyParty, NotInvited
from ..models import Accession, Agreement, Invitation
from ..queries.editions import clause_checked_by, term_on


@acts.act(
    says=gettext_lazy("%(who)s registered that %(party)s signed %(agreement)s on %(signed_on)s"),
    scope=lambda **arguments: [f"party:{arguments['organisation'].pk}"],
)
def register_signature(
    *,
    agreement: Agreement,
    organisation: Organisation,
    signed_on: date,
    signatory: str,
    place: str,
    council_decision: str = "",
    signed_file: Upload | None = None,
    by: Actor,
    at: datetime,
) -> Accession:
    """Register a signature: the municipality is a party from that day (BG-1, SI-1).

    Late registration of what was signed inside the term works after it (VA-1). Raises NotInvited for one that the
    agreement is not open to, AlreadyParty, and InvalidInput where the day cannot be right.
    """
    if not Invitation.objects.filter(agreement=agreement, organisation=organisation).exists():
        raise NotInvited(clause=_clause(agreement))
    if Accession.objects.filter(agreement=agreement, organisation=organisation).exists():
        raise AlreadyParty(clause=_clause(agreement))
    _check_day(signed_on, clock.local_date(at))
    if missing := {name: _("Fill in this.") for name, text in (("signatory", signatory), ("place", place)) if not text}:
        raise InvalidInput(missing)
    with translation.override(agreement.cooperation.language):
        label = _("signature, %(party)s") % {"party": organisation.name}
        title = _("Signed agreement, %(party)s") % {"party": organisation.name}
    basis = Basis.objects.create(kind=Basis.Kind.SIGNATURE, label=label, dated=signed_on)
    document = signed_file and make_document(
        kind=Document.Kind.AGREEMENT, title=title, upload=signed_file, about=agreement, dated=signed_on, basis=basis
    )
    accession = write_accession(
        agreement=agreement,
        organisation=organisation,
        signed_on=signed_on,
        signatory=signatory,
        place=place,
        council_decision=council_decision,
        signed_file=document,
        basis=basis,
    )
    acts.record(
        accession,
        organisation,
        agreement,
        basis,
        *([document] if document else []),
        party=organisation.name,
        agreement=agreement.title,
        signed_on=signed_on,
        place=place,
        sha256=document.file.sha256 if document else "",
    )
    return accession


def _clause(agreement: Agreement) -> str:
    edition = agreement.editions.order_by("number").last()
    return clause_checked_by("charter.signatures", edition) if edition else ""


def _check_day(signed_on: date, today: date) -> None:
    if signed_on > today:
        raise InvalidInput({"signed_on": _("This day has not come yet.")})
    until = term_on(signed_on).until
    if until is not None and signed_on >= until:
        says = _("The agreement had run out by then: its first day out of force was %(day)s.")
        raise InvalidInput({"signed_on": says % {"day": formats.day(until)}})
