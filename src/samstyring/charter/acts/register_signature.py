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
from ..errors import AlreadyParty, CouncilDeclined, CouncilFirst, IsMerged, NotInvited, TextChanged
from ..models import Accession, Agreement, Invitation, Joining
from ..queries.editions import term_on
from ..queries.joining import DECIDED, DECLINED, INVITED, MERGED, label_of_decision, place_of
from ..queries.parties import clause_of_signatures
from ..queries.rules_of_procedure import rule_on
from ..queries.successors import comes_new
from ..queries.wording import edition_signed


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

    Late registration of what was signed inside the term works after it (VA-1). One that was invited signs after its
    council has decided to join, and then `council_decision` is what was registered; without an invitation it is what
    is typed. Raises NotInvited for one that the agreement is not open to, AlreadyParty, CouncilFirst, CouncilDeclined,
    TextChanged, and InvalidInput where the day cannot be right.
    """
    clause = clause_of_signatures(agreement)
    if not Invitation.objects.filter(agreement=agreement, organisation=organisation).exists():
        raise NotInvited(clause=clause)
    held = Accession.objects.filter(agreement=agreement, organisation=organisation)
    if held.overlapping(max(signed_on, agreement.term_from), None).exists():
        raise AlreadyParty(clause=clause)
    _check_day(signed_on, clock.local_date(at))
    joining = _way_in(agreement, organisation, signed_on, clock.local_date(at), clause)
    council_decision = council_decision.strip()
    if joining is not None:
        council_decision = label_of_decision(joining.decision)
    elif not council_decision and rule_on("council_decision", signed_on).value == "must":
        raise CouncilFirst(clause=clause, field="council_decision")
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
        joining=joining,
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
        text_sha256=accession.text_sha256,
    )
    return accession


def _way_in(
    agreement: Agreement, organisation: Organisation, signed_on: date, today: date, clause: str
) -> Joining | None:
    """Return the invitation that the signature answers, or None where none is registered. Raises WrongStep."""
    place = place_of(organisation, today)
    joining: Joining | None = place.joining
    if place.state == MERGED:
        raise IsMerged
    if place.state == DECLINED:
        raise CouncilDeclined(clause=clause)
    if joining is None and comes_new(agreement, organisation):
        raise CouncilFirst(clause=clause)
    if joining is None or place.state not in (INVITED, DECIDED):
        return None
    if place.state == INVITED:
        raise CouncilFirst(clause=clause)
    if signed_on < joining.decision.decided_on:
        says = _("The council decided on %(day)s: the signature cannot come before it.")
        raise InvalidInput({"signed_on": says % {"day": formats.day(joining.decision.decided_on)}})
    edition = edition_signed(agreement, signed_on)
    if edition is None or edition.pk != joining.edition_id:
        raise TextChanged(clause=clause)
    return joining


def _check_day(signed_on: date, today: date) -> None:
    if signed_on > today:
        raise InvalidInput({"signed_on": _("This day has not come yet.")})
    until = term_on(signed_on).until
    if until is not None and signed_on >= until:
        says = _("The agreement had run out by then: its first day out of force was %(day)s.")
        raise InvalidInput({"signed_on": says % {"day": formats.day(until)}})
