"""Register that a municipality has signed the agreement that is to take over."""

from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.effects import Upload, keep_evidence, make_document
from samstyring.records.models import Document
from samstyring.ui import formats

from ..effects.successors import being_prepared, named_in
from ..errors import SignedSuccessorAlready
from ..models import Successor, SuccessorDecline, SuccessorSignature
from ..queries.successors import decline_of, has_signed, parties_before


@acts.act(says=gettext_lazy("%(who)s registered that %(party)s signed %(title)s on %(signed_on)s"))
def register_successor_signature(
    *,
    successor: Successor,
    number: str,
    signed_on: date,
    signatory: str,
    place: str,
    council_decision: str = "",
    signed_file: Upload | None = None,
    signed_as: str = "",
    council_case: str = "",
    council_decided_on: date | None = None,
    council_file: Upload | None = None,
    by: Actor,
    at: datetime,
) -> SuccessorSignature:
    """Register a signature on just this file (SI-1): the municipality is a party once the agreement has taken over.

    One that is no party of the agreement of today comes in as it would have been joined: with its council's decision
    (case number, day, file), the signed agreement, and by what right who signed did so (`signed_as`).

    `number` is its organisation number. Where its council has declined, it must have decided anew. From the first signature on the file stays as it is. Raises SuccessorOver,
    NotInSuccessor, SignedSuccessorAlready, and InvalidInput where something is missing or the day cannot be right.
    """
    being_prepared(successor=successor)
    party = named_in(successor=successor, number=number)
    joins = number not in parties_before(successor)
    if has_signed(successor, number):
        raise SignedSuccessorAlready(field="number")
    errors = {
        name: _("Fill in this.") for name, text in (("signatory", signatory), ("place", place)) if not text.strip()
    }
    if signed_on > clock.local_date(at):
        errors["signed_on"] = _("This day has not come yet.")
    if joins:
        errors |= _missing(signed_on, signed_as, council_case, council_decided_on, council_file, signed_file)
    if declined := decline_of(successor, number):
        errors |= _decided_anew(declined, signed_on, council_decided_on, council_decision, joins)
    if errors:
        raise InvalidInput(errors)
    name, kept = party["name"], None
    with translation.override(successor.predecessor.cooperation.language):
        title = _("Signed agreement, %(party)s") % {"party": name}
        if joins and council_decided_on and council_file:
            case = council_case.strip()
            council_decision = _("%(case)s, %(day)s") % {"case": case, "day": formats.day(council_decided_on)}
            kept = keep_evidence(
                upload=council_file,
                title=_("Decision of the council of %(party)s, %(case)s") % {"party": name, "case": case},
                about=successor,
                received_from=name,
                dated=council_decided_on,
            )
    document: Document | None = None
    if signed_file is not None:
        document = make_document(
            kind=Document.Kind.AGREEMENT, title=title, upload=signed_file, about=successor, dated=signed_on, basis=None
        )
    signature = SuccessorSignature.objects.create(
        successor=successor,
        number=number,
        name=name,
        signed_on=signed_on,
        signatory=signatory.strip(),
        place=place.strip(),
        council_decision=council_decision.strip(),
        signed_file=document,
        sha256=successor.sha256,
        registered_at=at,
        joins=joins,
        signed_as=signed_as.strip() if joins else "",
        council_case=council_case.strip() if joins else "",
        council_decided_on=council_decided_on if joins else None,
        council_file=kept,
    )
    acts.record(
        signature,
        successor,
        *(each for each in (document, kept) if each is not None),
        party=signature.name,
        title=successor.title,
        signed_on=signed_on,
        sha256=successor.sha256,
        council_decision=council_decision,
    )
    return signature


def _decided_anew(
    declined: SuccessorDecline, signed_on: date, decided_on: date | None, council_decision: str, joins: bool
) -> dict[str, str]:
    """Return what is wrong, by field, where the council has declined the same text: only the council can undo that."""
    case = {"case": declined.case_number, "day": formats.day(declined.decided_on)}
    if joins and decided_on is not None and decided_on <= declined.decided_on:
        says = _("The council declined on %(day)s (%(case)s): give the later decision by which it joins.")
        return {"council_decided_on": says % case}
    if not joins and signed_on < declined.decided_on:
        return {"signed_on": _("The council declined on %(day)s (%(case)s): the signature must come after it.") % case}
    if not joins and not council_decision.strip():
        says = _("The council declined on %(day)s (%(case)s): give the later decision by which it joins.")
        return {"council_decision": says % case}
    return {}


def _missing(
    signed_on: date,
    signed_as: str,
    council_case: str,
    decided_on: date | None,
    council_file: Upload | None,
    signed_file: Upload | None,
) -> dict[str, str]:
    """Return what one that joins lacks, by field: its council decides, and then it is signed for it (SI-1)."""
    given = {
        "signed_as": signed_as.strip(),
        "council_case": council_case.strip(),
        "council_decided_on": decided_on,
        "council_file": council_file,
        "signed_file": signed_file,
    }
    errors = {name: _("Fill in this: it is new to the co-operation.") for name, value in given.items() if not value}
    if decided_on is not None and signed_on < decided_on:
        says = _("The council decided on %(day)s: the signature cannot come before it.")
        errors["signed_on"] = says % {"day": formats.day(decided_on)}
    return errors
