"""Take back a signature, or a council's no, that was registered wrongly on the agreement that is to take over."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.successors import being_prepared
from ..errors import TakenBackAlready
from ..models import SuccessorDecline, SuccessorSignature, SuccessorTakenBack


@acts.act(says=gettext_lazy("%(who)s took back what was registered of %(party)s on %(title)s"))
def take_back_successor_answer(
    *, answer: SuccessorSignature | SuccessorDecline, why: str, by: Actor, at: datetime
) -> SuccessorTakenBack:
    """Let a signature or a decline count no longer, with the reason; it stays to be read, and another can be registered.

    Only before the new agreement has taken over. Where it was the only signature, another file can be put in place
    again. Raises SuccessorOver, TakenBackAlready, InvalidInput.
    """
    being_prepared(successor=answer.successor)
    kind = "signature" if isinstance(answer, SuccessorSignature) else "decline"
    if SuccessorTakenBack.objects.filter(**{kind: answer}).exists():
        raise TakenBackAlready
    if not why.strip():
        raise InvalidInput({"why": _("Say why.")})
    found = SuccessorTakenBack.objects.create(**{kind: answer}, at=at, by=by.name[:200], why=why.strip())
    acts.record(found, answer, answer.successor, party=answer.name, title=answer.successor.title, what=kind)
    return found
