"""Put another file in place of the one that is prepared to take over."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.successors import being_prepared, read_successor
from ..errors import SuccessorSigned
from ..models import Successor


@acts.act(says=_("%(who)s put another file in place for %(title)s, which is to take over on %(day)s"))
def edit_successor(
    *, successor: Successor, source_text: str, revision: int | None = None, by: Actor, at: datetime
) -> Successor:
    """Put another text in place, as long as no signature stands. The choices stay where what they are about is there.

    Raises SuccessorOver, Stale, SuccessorSigned, CharterHasErrors, AnotherCooperation, SuccessorRefused.
    """
    being_prepared(successor=successor, revision=revision)
    if successor.signatures.filter(taken_back=None).exists():
        raise SuccessorSigned
    for field, value in read_successor(source_text=source_text, predecessor=successor.predecessor).items():
        setattr(successor, field, value)
    successor.revision += 1
    successor.save()
    acts.record(successor, title=successor.title, day=successor.begins_on, sha256=successor.sha256)
    return successor
