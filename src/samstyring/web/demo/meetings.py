"""The meetings of the autumn: two that were held, one that is called, two that are planned."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime, time
from typing import Any

from samstyring.governance import acts
from samstyring.governance.acts.record_attendance import OtherAttendance, SeatAttendance
from samstyring.governance.models import (
    Action,
    AgendaItem,
    Body,
    Case,
    Decision,
    ExtensionRequest,
    Meeting,
    Minutes,
    Position,
    Round,
    Seat,
)
from samstyring.kernel.clock import OSLO
from samstyring.records.models import TakenOverDecision

from . import hearing as hearing
from .disqualification import ask_and_rule
from .story import Story, letter

VIDEO = "https://video.dome.example/styringsgruppa"


def plan(story: Story, day: date, *, hour: int = 12, hours: int = 2, **more: Any) -> Meeting:
    """Put a meeting of the steering group in the yearly plan."""
    meeting: Meeting = story.do(
        acts.plan_meeting,
        body=Body.objects.get(key="SG"),
        starts_at=datetime.combine(day, time(hour), tzinfo=OSLO),
        ends_at=datetime.combine(day, time(hour + hours), tzinfo=OSLO),
        video_link=VIDEO,
        **more,
    )
    return meeting


def agenda(story: Story, meeting: Meeting, cases: Sequence[Case]) -> None:
    """Put the cases on the agenda and freeze it: each item gets its number."""
    for case in cases:
        story.do(acts.put_on_agenda, meeting=meeting, case=case)
    story.do(acts.freeze_agenda, meeting=meeting)


class Room:
    """A meeting that is going on, with the adviser as secretary."""

    def __init__(self, story: Story, meeting: Meeting, absent: Collection[str]) -> None:
        """Open it, and record who is there."""
        self.story, self.meeting = story, meeting
        story.do(acts.open_meeting, meeting=meeting)
        seats = [SeatAttendance(seat, seat.key not in absent) for seat in Seat.objects.filter(body=meeting.body)]
        others = [OtherAttendance("Leiar, sekretariatet", "sekretariatet")]
        story.do(acts.record_attendance, meeting=meeting, seats=seats, others=others)

    def item(self, words: str) -> AgendaItem:
        """Return an item by words of its title."""
        return AgendaItem.objects.get(meeting=self.meeting, case__title__contains=words)

    def items(self, kind: str) -> Sequence[AgendaItem]:
        """Return the items of a kind."""
        return list(AgendaItem.objects.filter(meeting=self.meeting, case__kind=kind))

    def consensus(self, item: AgendaItem, account: str = "") -> None:
        """Take up an item; nobody objects, and the leader finds consensus."""
        opened = self._take_up(item, account)
        self.story.do(acts.find_consensus, "leader", round_=opened, silent_agree=True)

    def leader_decides(
        self, item: AgendaItem, account: str, objections: Sequence[tuple[str, str]], reasons: str
    ) -> None:
        """Take up an item; some object with words, the others do not, and the leader decides."""
        opened = self._take_up(item, account)
        for key, text in objections:
            seat = Seat.objects.get(body=self.meeting.body, key=key)
            self.story.do(acts.record_position, key, round_=opened, seat=seat, kind=Position.Kind.OBJECT, text=text)
        self.story.do(acts.record_no_objection, round_=opened)
        self.story.do(acts.decide_as_leader, "leader", round_=opened, reasons=reasons)

    def take_note(self, item: AgendaItem, account: str = "") -> None:
        """Take note of an item."""
        self.story.do(acts.take_note, item=item)
        if account:
            self.story.do(acts.write_account, item=item, text=account)

    def close(self) -> None:
        """Close the meeting."""
        self.story.do(acts.close_meeting, meeting=self.meeting)

    def _take_up(self, item: AgendaItem, account: str) -> Round:
        self.story.do(acts.take_up_item, item=item)
        if account:
            self.story.do(acts.write_account, item=item, text=account)
        return Round.objects.filter(item=item).latest("number")


def october(
    story: Story, cases: Callable[[Story], Sequence[Case]], meeting: Meeting, hear: Callable[[Story, Case], None]
) -> Minutes:
    """Tell the meeting of 7 October: called by the leader, some heard, decided by consensus and by the leader, minutes out."""
    story.on(date(2022, 9, 14))
    brought = cases(story)
    story.on(date(2022, 9, 22))
    agenda(story, meeting, brought)
    story.on(date(2022, 9, 23), 10)
    story.do(acts.call_meeting, "leader", meeting=meeting)
    hear(story, brought[0])
    story.on(date(2022, 9, 30))
    story.do(
        acts.register_regrets,
        "bjornafjorden",
        meeting=meeting,
        seat=Seat.objects.get(body=meeting.body, key="bjornafjorden"),
    )
    story.on(date(2022, 10, 7), 12)
    room = Room(story, meeting, absent=("bjornafjorden", "statsforvaltaren"))
    for item in room.items("agenda"):
        room.consensus(item, "Ingen hadde merknader til saklista.")
    room.consensus(
        room.item("informasjonstryggleik"),
        "Sekretariatet la fram saka. Fleire la vekt på at dei minste kommunane må få bruke gruppa utan å betale meir.",
    )
    room.leader_decides(
        room.item("Rangering"),
        "Nordfjord ville ha DigiHelse først. Dei andre støtta framlegget. Leiaren spurde på nytt, og det vart ikkje semje.",
        [("nordfjord", "DigiHelse når fleire innbyggjarar og bør stå først.")],
        "Felles arkivkjerne er i gang og stoppar utan midlar i 2023. DigiHelse er ikkje starta, og kan søkje på nytt i"
        " vår om svaret blir nei.",
    )
    story.do(
        acts.record_statement,
        "ks",
        item=room.item("Rangering"),
        seat=Seat.objects.get(body=meeting.body, key="ks"),
        text="KS er glad for at samarbeidet rangerer, og ser fram til å få lista når DigiFin lyser ut for 2023.",
    )
    room.take_note(room.item("Orientering"), "Sekretariatet gjekk gjennom rapporten.")
    room.close()
    story.on(date(2022, 10, 10))
    minutes: Minutes = story.do(acts.draft_minutes, meeting=meeting)
    story.do(acts.send_minutes, minutes=minutes, comment_until=date(2022, 10, 25))
    return minutes


def approve(story: Story, minutes: Minutes) -> None:
    """Approve the minutes of October by silence, have the leader sign, and make them public."""
    story.on(date(2022, 10, 27))
    story.do(acts.approve_minutes_by_silence, "secretariat_leader", minutes=minutes)
    story.do(acts.sign_minutes, "leader", minutes=minutes)
    story.do(acts.release_minutes, "secretariat_leader", minutes=minutes, checked=True)


def follow_october(story: Story) -> None:
    """Let one report what is done, and one how far it has come. Kinn has not, and is late.

    The secretariat sets by when the ranking is looked at anew, and by when a decision from before is.
    """
    bergen = Action.objects.get(organisation__name="Bergen")
    story.on(date(2022, 10, 28), 13)
    story.do(
        acts.report_action, "adviser", action=bergen, text="Erfaringar frå 14 risikovurderingar er samla.", done=True
    )
    story.do(acts.close_action, "secretariat_leader", action=bergen)
    ranking = Decision.objects.get(title__startswith="Rangering")
    words = "DigiFin svarar i midten av november."
    story.do(acts.set_review_date, "secretariat_leader", decision=ranking, review_on=date(2022, 11, 18), note=words)
    earlier = TakenOverDecision.objects.filter(body_key="SG").order_by("-dated", "number").first()
    if earlier is not None:
        story.do(acts.set_review_date, "secretariat_leader", decision=earlier, review_on=date(2023, 1, 31))


def more_time(story: Story) -> None:
    """Let Fedje ask for more time and get it, and Alver ask and wait for the answer."""
    fedje, alver = (Action.objects.get(organisation__name=name) for name in ("Fedje", "Alver"))
    story.do(
        acts.ask_for_more_time,
        "fedje",
        action=fedje,
        until=date(2022, 12, 14),
        reason="Kommunestyret vedtek opplæringsplanen 12. desember.",
    )
    request = ExtensionRequest.objects.get(action=fedje)
    story.do(acts.grant_extension, "secretariat_leader", request=request, until=request.until)
    story.do(
        acts.ask_for_more_time,
        "alver",
        action=alver,
        until=date(2023, 1, 20),
        reason="Vi ventar på malen som KS legg fram i desember.",
    )


def call_november(story: Story, cases: Callable[[Story], Sequence[Case]]) -> Meeting:
    """Call an extra meeting for 4 November."""
    story.on(date(2022, 10, 20))
    meeting = plan(story, date(2022, 11, 4), hour=9, hours=1, extraordinary=True)
    agenda(story, meeting, cases(story))
    story.on(date(2022, 10, 21))
    story.do(acts.call_meeting, "leader", meeting=meeting)
    return meeting


def november(story: Story, meeting: Meeting) -> None:
    """Tell the extra meeting of 4 November, whose minutes are out for comment."""
    story.on(date(2022, 11, 4), 9)
    room = Room(story, meeting, absent=("sunnhordland", "statsforvaltaren", "oygarden"))
    for item in [*room.items("agenda"), *room.items("minutes")]:
        room.consensus(item)
    ask_and_rule(story, room.item("Innspel"))
    room.consensus(room.item("Innspel"), "KS orienterte om kva innspelet skal brukast til.")
    room.consensus(room.item("superbrukarar"), "Styringsgruppa vil høyre korleis det går når ordninga er på plass.")
    room.close()
    story.on(date(2022, 11, 8))
    minutes: Minutes = story.do(acts.draft_minutes, meeting=meeting)
    story.do(acts.send_minutes, minutes=minutes, comment_until=date(2022, 11, 29))


def call_december(story: Story, meeting: Meeting, cases: Sequence[Case]) -> None:
    """Freeze the agenda of 9 December, have the leader approve the summons, and send it."""
    story.on(date(2022, 11, 17))
    agenda(story, meeting, cases)
    story.on(date(2022, 11, 18), 10)
    story.do(acts.approve_summons, "leader", meeting=meeting)
    story.do(acts.call_meeting, "adviser", meeting=meeting)


def regrets_to_december(story: Story, meeting: Meeting) -> None:
    """Take one regrets to the meeting of 9 December."""
    day = date(2022, 11, 21)
    story.on(day, 10)
    story.do(
        acts.register_regrets,
        meeting=meeting,
        seat=Seat.objects.get(body=meeting.body, key="oygarden"),
        evidence=letter("Forfall frå Øygarden", "Øygarden kommune (eksempel)", day, "Eg kan ikkje møte 9. desember."),
    )
