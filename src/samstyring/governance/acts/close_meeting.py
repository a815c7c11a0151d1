"""Close a meeting."""

from datetime import datetime
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.ui import formats

from ..effects.accounts import record_drafts
from ..effects.treat import end_item, in_session
from ..models import AgendaItem, Case, Meeting
from ..queries.standing import chair_of
from ..rules.meetings import day_of
from ..rules.scopes import of_meeting

Rest = Literal["", "postponed", "not_taken"]


@acts.act(
    says=gettext_lazy("%(who)s closed the meeting of %(body)s on %(day)s"),
    scope=lambda **arguments: of_meeting(arguments["meeting"]),
)
def close_meeting(*, meeting: Meeting, rest: Rest = "", by: Actor, at: datetime) -> Meeting:
    """Close a meeting. What was not reached is postponed or marked as not taken up, as `rest` says.

    Raises MeetingNotOpen, and InvalidInput naming the items that are still being treated, or not reached and without
    a word on what becomes of them.
    """
    in_session(meeting)
    items = list(AgendaItem.objects.filter(meeting=meeting).select_related("case").order_by("position"))
    open_items = [item.label for item in items if item.state == AgendaItem.State.OPEN]
    if open_items:
        raise InvalidInput(
            {"": _("Still being treated: %(items)s. Finish them first.") % {"items": formats.sentence(open_items)}}
        )
    left = [item for item in items if item.state == AgendaItem.State.LISTED]
    if left and not rest:
        names = formats.sentence(item.label for item in left)
        raise InvalidInput({"rest": _("Not reached: %(items)s. Say what becomes of them.") % {"items": names}})
    state = AgendaItem.State.POSTPONED if rest == "postponed" else AgendaItem.State.NOT_TAKEN
    for item in left:
        end_item(item=item, state=state, case_state=Case.State.DRAFT)
    record_drafts(items=items)
    chair = chair_of(meeting, day_of(meeting))
    meeting.chair, meeting.state, meeting.closed_at = chair, Meeting.State.HELD, at
    meeting.revision += 1
    meeting.save(update_fields=["chair", "state", "closed_at", "revision"])
    acts.record(
        meeting,
        meeting.body,
        *left,
        body=meeting.body.name,
        day=day_of(meeting),
        chair=chair.name if chair else "",
    )
    return meeting
