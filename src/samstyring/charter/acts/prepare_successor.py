"""Prepare the agreement that is to take over."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.successors import read_successor
from ..errors import SuccessorUnderWay
from ..models import Agreement, Successor


@acts.act(says=_("%(who)s began to prepare %(title)s, which is to take over on %(day)s"))
def prepare_successor(*, predecessor: Agreement, source_text: str, by: Actor, at: datetime) -> Successor:
    """Begin to prepare another agreement of the same co-operation by its charter file (VA-1). Nothing changes yet.

    It is to take over on the file's own first day. Raises CharterHasErrors with every error and its line,
    AnotherCooperation, SuccessorRefused with why it cannot take over, SuccessorUnderWay.
    """
    if Successor.objects.filter(predecessor=predecessor, state=Successor.State.DRAFT).exists():
        raise SuccessorUnderWay
    content = read_successor(source_text=source_text, predecessor=predecessor)
    found = Successor.objects.create(predecessor=predecessor, prepared_at=at, **content)
    acts.record(found, predecessor, title=found.title, day=found.begins_on, sha256=found.sha256)
    return found
