"""Let the meeting say whether a late item is taken up."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.treat import unfinished
from ..errors import MeetingNotOpenForThis, TooLateToAgree
from ..models import AgendaItem
from ..rules.items import may_agree_to_late
from ..rules.scopes import of_item


@acts.act(
    says=_("%(who)s recorded the meeting's answer on the late item %(label)s %(title)s"),
    scope=lambda **arguments: of_item(arguments["item"]),
)
def accept_late_item(*, item: AgendaItem, accepted: bool, by: Actor, at: datetime) -> AgendaItem:
    """Record whether the meeting agrees to take up a late item. It is asked at the first item (TooLateToAgree)."""
    unfinished(item)
    if not item.late:
        raise MeetingNotOpenForThis
    if not may_agree_to_late(list(AgendaItem.objects.filter(meeting=item.meeting_id).order_by("position"))):
        raise TooLateToAgree
    item.late_accepted = accepted
    item.save(update_fields=["late_accepted"])
    acts.record(item, item.case, label=item.label, title=item.case.title, accepted="yes" if accepted else "no")
    return item
