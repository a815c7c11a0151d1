"""Freeze the agenda: each item gets its number."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.agenda import list_case, number_item, own_cases, renumber_positions
from ..effects.written_cases import written_cases
from ..errors import AgendaEmpty, AgendaFrozen, MeetingNotOpenForThis
from ..models import Meeting
from ..rules.agenda import in_order
from ..rules.meetings import day_of


@acts.act(
    says=gettext_lazy("%(who)s froze the agenda of %(body)s on %(day)s: %(numbers)s"),
    scope=lambda **arguments: [f"body:{arguments['meeting'].body_id}"],
)
def freeze_agenda(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """Freeze a meeting's agenda: every item gets its number (SG 21/22), gapless a body and year, and keeps it.

    Approval of the agenda comes first by itself, then approval of minutes that wait, then the cases: also those that
    come from a written procedure, and what was decided in writing, for information (SG-6).

    Raises AgendaEmpty, AgendaFrozen, MeetingNotOpenForThis.
    """
    if meeting.frozen_at is not None:
        raise AgendaFrozen
    if meeting.state != Meeting.State.PLANNED:
        raise MeetingNotOpenForThis
    if not meeting.items.exists():
        raise AgendaEmpty
    for case in [*own_cases(meeting=meeting, at=at), *written_cases(meeting=meeting, at=at)]:
        list_case(meeting=meeting, case=case)
    items = in_order(list(meeting.items.select_related("case", "meeting")))
    renumber_positions(items=items)
    for item in items:
        number_item(item=item)
    meeting.frozen_at = at
    meeting.revision += 1
    meeting.save(update_fields=["frozen_at", "revision"])
    acts.record(
        meeting,
        *(item.case for item in items),
        body=meeting.body.name,
        day=day_of(meeting),
        numbers=f"{items[0].label} – {items[-1].label}",
    )
    return meeting
