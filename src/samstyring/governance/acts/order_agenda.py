"""Put the items of an agenda in order."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput, Stale

from ..effects.agenda import renumber_positions
from ..errors import MeetingNotOpenForThis
from ..models import Meeting
from ..rules.meetings import COMING, day_of
from ..rules.scopes import of_meeting


@acts.act(
    says=gettext_lazy("%(who)s changed the order of the agenda of %(body)s on %(day)s"),
    scope=lambda **arguments: of_meeting(arguments["meeting"]),
)
def order_agenda(*, meeting: Meeting, order: Sequence[UUID], by: Actor, at: datetime) -> Meeting:
    """Let the items stand in the order of their ids. Numbers once given do not follow: each item keeps its own.

    Raises Stale when the agenda holds other items than the order names, MeetingNotOpenForThis when it is over.
    """
    if meeting.state not in COMING:
        raise MeetingNotOpenForThis
    items = {item.pk: item for item in meeting.items.select_related("case")}
    if set(order) != set(items):
        raise Stale(meeting)
    if len(order) != len(items):
        raise InvalidInput({"": gettext_lazy("An item is named twice.")})
    renumber_positions(items=[items[pk] for pk in order])
    acts.record(meeting, body=meeting.body.name, day=day_of(meeting), order=[items[pk].label for pk in order])
    return meeting
