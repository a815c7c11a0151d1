"""The resource group meets, and advises in a case before the steering group treats it (RG-2)."""

from datetime import date, datetime, time

from samstyring.governance import acts
from samstyring.governance.acts.record_attendance import SeatAttendance
from samstyring.governance.models import AgendaItem, Body, Case, Meeting, Position, Round, Seat
from samstyring.kernel.clock import OSLO

from .story import Story

OBJECTS = "Digitaliseringssjef, Alver"
ACCOUNT = "Prosjektleiaren viste kva lisensane kostar i dag, og kva tilbodet gjeld."
TEXT = (
    "Budsjettet bør vedtakast. Gruppa ber om at auken i lisensar blir teken opp med leverandøren før sommaren, og at"
    " kommunar under 5000 innbyggjarar får sjå kva det blir for dei."
)


def plan(story: Story, day: date) -> Meeting:
    """Plan a meeting of the resource group."""
    meeting: Meeting = story.do(
        acts.plan_meeting,
        body=Body.objects.get(key="RG"),
        starts_at=datetime.combine(day, time(10), tzinfo=OSLO),
        ends_at=datetime.combine(day, time(12), tzinfo=OSLO),
        place="Bergen rådhus",
    )
    return meeting


def advise(story: Story, case: Case) -> None:
    """Lay a case before the resource group: one member does not share its advice. It meets again in January."""
    meeting = plan(story, date(2022, 11, 16))
    plan(story, date(2023, 1, 18))
    story.do(acts.put_on_agenda, meeting=meeting, case=case)
    story.do(acts.freeze_agenda, meeting=meeting)
    meeting.refresh_from_db()
    story.do(acts.call_meeting, "secretariat_leader", meeting=meeting)
    story.on(date(2022, 11, 16), 10)
    meeting.refresh_from_db()
    seats = list(Seat.objects.filter(body=meeting.body))
    story.do(acts.open_meeting, meeting=meeting)
    chair = seats[0].holdings.get().person
    story.do(acts.give_chair, meeting=meeting, chair=chair)
    story.do(acts.record_attendance, meeting=meeting, seats=[SeatAttendance(seat, True) for seat in seats])
    for item in meeting.items.exclude(case=case):
        story.do(acts.take_note, item=item)
    item = AgendaItem.objects.get(meeting=meeting, case=case)
    story.do(acts.take_up_item, item=item)
    story.do(acts.write_account, item=item, text=ACCOUNT)
    round_ = Round.objects.get(item=item)
    against = next(seat for seat in seats if seat.name == OBJECTS)
    story.do(
        acts.record_position,
        round_=round_,
        seat=against,
        kind=Position.Kind.OBJECT,
        text="Auken bør forhandlast ned først, og ikkje etterpå.",
    )
    story.do(acts.record_no_objection, round_=round_)
    story.do(acts.give_advice, round_=round_, conclusion="with_changes", text=TEXT)
    story.do(acts.close_meeting, meeting=meeting)
