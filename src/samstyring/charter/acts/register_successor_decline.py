"""Register that the council of a municipality declined the agreement that is to take over."""

from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.effects import Upload, keep_evidence

from ..effects.successors import being_prepared, named_in
from ..errors import DeclinedSuccessorAlready, SignedSuccessorAlready
from ..models import Successor, SuccessorDecline
from ..queries.successors import decline_of, has_signed


@acts.act(says=gettext_lazy("%(who)s registered that the council of %(party)s declined %(title)s (%(case_number)s)"))
def register_successor_decline(
    *,
    successor: Successor,
    number: str,
    case_number: str,
    decided_on: date,
    words: str,
    council_file: Upload | None,
    by: Actor,
    at: datetime,
) -> SuccessorDecline:
    """Register the council's decision not to join (SI-1): an answer, and something else than silence.

    It answers just this file; on another file the municipality is asked anew. Its council can decide otherwise later,
    and then its signature is registered. `number` is its organisation number. Raises SuccessorOver, NotInSuccessor,
    SignedSuccessorAlready, DeclinedSuccessorAlready, and InvalidInput where something is missing or cannot be right.
    """
    being_prepared(successor=successor)
    party = named_in(successor=successor, number=number)
    if has_signed(successor, number):
        raise SignedSuccessorAlready(field="number")
    if decline_of(successor, number) is not None:
        raise DeclinedSuccessorAlready(field="number")
    case_number, words = " ".join(case_number.split()), words.strip()
    errors = {}
    if not case_number:
        errors["case_number"] = _("Fill in this.")
    if decided_on > clock.local_date(at):
        errors["decided_on"] = _("This day has not come yet.")
    if not words:
        errors["words"] = _("Say in which words the council declined.")
    if council_file is None:
        errors["council_file"] = _("Attach what was received from the municipality.")
    if errors or council_file is None:
        raise InvalidInput(errors)
    with translation.override(successor.predecessor.cooperation.language):
        title = _("Decision of the council of %(party)s, %(case)s") % {"party": party["name"], "case": case_number}
    kept = keep_evidence(
        upload=council_file, title=title, about=successor, received_from=party["name"], dated=decided_on
    )
    declined = SuccessorDecline.objects.create(
        successor=successor,
        number=number,
        name=party["name"],
        case_number=case_number,
        decided_on=decided_on,
        words=words,
        council_file=kept,
        sha256=successor.sha256,
        registered_at=at,
    )
    acts.record(
        declined,
        successor,
        kept,
        party=declined.name,
        title=successor.title,
        case_number=case_number,
        decided_on=decided_on,
        sha256=successor.sha256,
    )
    return declined
