"""Write the account of an item."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Stale

from ..errors import MeetingNotOpen, MinutesApproved
from ..models import AgendaItem, Meeting, Minutes
from ..rules.scopes import of_item


@acts.act(
    says=_("%(who)s wrote the account of %(label)s %(title)s"),
    scope=lambda **arguments: of_item(arguments["item"]),
)
def write_account(*, item: AgendaItem, text: str, revision: int | None = None, by: Actor, at: datetime) -> AgendaItem:
    """Save the short account of what was said under an item, as it is typed, until the minutes are approved.

    `revision` is the item's account_revision that the writer saw. Raises Stale (with the item as it is stored),
    MinutesApproved, MeetingNotOpen before the meeting is opened.
    """
    meeting = item.meeting
    if meeting.state not in (Meeting.State.OPEN, Meeting.State.HELD):
        raise MeetingNotOpen
    if Minutes.objects.filter(meeting=meeting, state=Minutes.State.APPROVED).exists():
        raise MinutesApproved
    if revision is not None and revision != item.account_revision:
        raise Stale(item)
    item.account = text.replace("\r\n", "\n").rstrip()
    item.account_revision += 1
    item.save(update_fields=["account", "account_revision"])
    acts.record(item, label=item.label, title=item.case.title, revision=item.account_revision)
    return item
