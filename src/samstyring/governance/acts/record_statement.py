"""Record what an observer says to an item."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.treat import acts_for_others
from ..errors import MeetingNotOpen, SeatNotPresent
from ..errors.statements import MinutesOut, NotAnObserver, ObserversSilent
from ..models import AgendaItem, Meeting, Minutes, ObserverStatement, Seat
from ..queries.ruled import rule_of
from ..queries.standing import person_acting, seat_presence
from ..queries.statements import latest_of


@acts.act(
    says=gettext_lazy("%(who)s recorded the statement of %(seat)s on %(label)s %(title)s"),
    scope=lambda **arguments: [f"seat:{arguments['seat'].pk}"],
)
def record_statement(*, item: AgendaItem, seat: Seat, text: str, by: Actor, at: datetime) -> ObserverStatement:
    """Record what an observer says (SG-1): the observer for the own seat, the secretariat for any. It is no position.

    The last one counts, and an empty text takes it back. It can be written until the minutes are sent out. Raises
    NotAnObserver, ObserversSilent where the rules give observers no voice (what is not regulated is the chair's to
    give), SeatNotPresent, MeetingNotOpen, MinutesOut, and InvalidInput where there is nothing to take back.
    """
    meeting = item.meeting
    if meeting is None or meeting.state not in (Meeting.State.OPEN, Meeting.State.HELD):
        raise MeetingNotOpen
    if seat.kind != Seat.Kind.OBSERVER or seat.body_id != meeting.body_id:
        raise NotAnObserver
    voice = rule_of(meeting, "observers_voice")
    if voice.regulated and voice.value is not True:
        raise ObserversSilent(clause=voice.clause)
    if Minutes.objects.filter(meeting=meeting).exclude(state=Minutes.State.DRAFT).exists():
        raise MinutesOut
    there = seat_presence(meeting.pk).get(seat.pk)
    if there is None or not there.present:
        raise SeatNotPresent(SeatNotPresent.message % {"seat": seat.name})
    words, former = text.strip(), latest_of(item, seat)
    if not words and (former is None or not former.text):
        raise InvalidInput({"text": gettext_lazy("Write what the observer says.")})
    for_others = acts_for_others()
    statement = ObserverStatement.objects.create(
        item=item,
        seat=seat,
        name=there.name,
        text=words,
        sequence=former.sequence + 1 if former else 1,
        at=at,
        recorded_by=person_acting(by),
        by_secretary=for_others,
    )
    if for_others:
        acts.on_behalf_of(seat)
    acts.record(statement, item, item.case, seat, seat=seat.name, label=item.label, title=item.case.title)
    return statement
