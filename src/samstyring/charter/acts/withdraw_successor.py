"""Withdraw the preparation of an agreement that was to take over."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.successors import being_prepared
from ..models import Successor


@acts.act(says=gettext_lazy("%(who)s withdrew the preparation of %(title)s: %(why)s"))
def withdraw_successor(*, successor: Successor, why: str, by: Actor, at: datetime) -> Successor:
    """End the preparation: nothing comes of it, and it stays to be read. Raises SuccessorOver, InvalidInput."""
    being_prepared(successor=successor)
    if not why.strip():
        raise InvalidInput({"why": _("Say why.")})
    successor.state = Successor.State.WITHDRAWN
    successor.ended_at, successor.ended_why, successor.ended_by = at, why.strip(), by.name[:200]
    successor.save()
    acts.record(successor, title=successor.title, why=why.strip())
    return successor
