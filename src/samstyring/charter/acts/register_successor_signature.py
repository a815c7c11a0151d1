"""Register that a municipality has signed the agreement that is to take over."""

from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.effects import Upload, make_document
from samstyring.records.models import Document

from ..effects.successors import being_prepared
from ..errors import NotInSuccessor, SignedSuccessorAlready
from ..models import Successor, SuccessorSignature
from ..queries.successors import data_of


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
    by: Actor,
    at: datetime,
) -> SuccessorSignature:
    """Register a signature on just this file (SI-1): the municipality is a party once the agreement has taken over.

    `number` is its organisation number. From the first signature on the file stays as it is. Raises SuccessorOver,
    NotInSuccessor, SignedSuccessorAlready, and InvalidInput where something is missing or the day cannot be right.
    """
    being_prepared(successor=successor)
    names = {row["number"]: row for row in data_of(successor).get("party", [])}
    if number not in names:
        raise NotInSuccessor(field="number")
    if successor.signatures.filter(number=number).exists() or names[number].get("signed_on"):
        raise SignedSuccessorAlready(field="number")
    errors = {
        name: _("Fill in this.") for name, text in (("signatory", signatory), ("place", place)) if not text.strip()
    }
    if signed_on > clock.local_date(at):
        errors["signed_on"] = _("This day has not come yet.")
    if errors:
        raise InvalidInput(errors)
    with translation.override(successor.predecessor.cooperation.language):
        title = _("Signed agreement, %(party)s") % {"party": names[number]["name"]}
    document: Document | None = None
    if signed_file is not None:
        document = make_document(
            kind=Document.Kind.AGREEMENT, title=title, upload=signed_file, about=successor, dated=signed_on, basis=None
        )
    signature = SuccessorSignature.objects.create(
        successor=successor,
        number=number,
        name=names[number]["name"],
        signed_on=signed_on,
        signatory=signatory.strip(),
        place=place.strip(),
        council_decision=council_decision.strip(),
        signed_file=document,
        sha256=successor.sha256,
        registered_at=at,
    )
    acts.record(
        signature,
        successor,
        *([document] if document else []),
        party=signature.name,
        title=successor.title,
        signed_on=signed_on,
        sha256=successor.sha256,
    )
    return signature
