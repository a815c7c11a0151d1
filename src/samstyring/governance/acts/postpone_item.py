"""Postpone an item."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.treat import end_item, unfinished
from ..models import AgendaItem, Case
from ..rules.scopes import of_item


@acts.act(
    says=_("%(who)s postponed %(label)s %(title)s"),
    scope=lambda **arguments: of_item(arguments["item"]),
)
def postpone_item(*, item: AgendaItem, why: str = "", by: Actor, at: datetime) -> AgendaItem:
    """Let a later meeting treat the case; the item keeps its number. Raises ItemEnded, MeetingNotOpen."""
    unfinished(item)
    end_item(item=item, state=AgendaItem.State.POSTPONED, case_state=Case.State.DRAFT, why=why.strip())
    acts.record(item, item.case, label=item.label, title=item.case.title)
    return item
