"""Which items are finished, and whether a late one may be taken up. Pure questions on rows already fetched."""

from collections.abc import Sequence

from samstyring.charter.rules import Ruled

from ..models import AgendaItem, Meeting

ENDED = (
    AgendaItem.State.DECIDED,
    AgendaItem.State.NOTED,
    AgendaItem.State.ADVISED,
    AgendaItem.State.DISCUSSED,
    AgendaItem.State.POSTPONED,
    AgendaItem.State.SENT_BACK,
    AgendaItem.State.WITHDRAWN,
)
LATE_NEEDS_CONSENT = "meeting_agrees"
LATE_REFUSED = "refused"


def is_ended(item: AgendaItem) -> bool:
    """Tell whether nothing more can happen to the item."""
    return item.state in ENDED


def needs_consent(item: AgendaItem, late_items: Ruled) -> bool:
    """Tell whether the item waits for the meeting to agree that it is taken up."""
    return item.late and late_items.value == LATE_NEEDS_CONSENT and not item.late_accepted


def may_agree_to_late(items: Sequence[AgendaItem]) -> bool:
    """Tell whether the meeting stands at its first item: taken up, and no other item begun after it."""
    ordinary = [item for item in items if not item.late and item.state != AgendaItem.State.WITHDRAWN]
    if not ordinary:
        return True
    states = AgendaItem.State
    begun = (states.OPEN, states.DECIDED, states.NOTED, states.ADVISED, states.DISCUSSED)
    first, others = ordinary[0], [item for item in items if item.pk != ordinary[0].pk]
    return first.state in begun and not any(item.state in begun for item in others)


def stands_at_first(items: Sequence[AgendaItem], item: AgendaItem) -> bool:
    """Tell whether this is the item at which the meeting says whether late ones are taken up."""
    return may_agree_to_late(items) and item == next((each for each in items if not each.late), None)


def following(items: Sequence[AgendaItem], item: AgendaItem) -> AgendaItem | None:
    """Return the next item that is not finished: after this one, else the first there is."""
    order = [other.pk for other in items]
    index = order.index(item.pk)
    rest = [*items[index + 1 :], *items[:index]]
    return next((other for other in rest if other.state in ("listed", "open")), None)


def is_in_session(meeting: Meeting) -> bool:
    """Tell whether the meeting is open."""
    return meeting.state == Meeting.State.OPEN
