"""What the meeting room shows: the items, one item with its text and how it stands, and what the reader may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from samstyring.charter import queries as charter
from samstyring.charter.errors import OtherBodyDecides
from samstyring.charter.queries import WhoDecides
from samstyring.charter.rules import Ruled
from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.reading import remembered
from samstyring.parties.models import Person
from samstyring.ui import formats

from ..models import (
    AgendaItem,
    Attendance,
    Case,
    Meeting,
    Minutes,
    Proposal,
    Seat,
)
from ..rules import items as rules
from ..rules import readers
from ..rules.accounts import as_written, cleaned, draft_of
from ..rules.findings import Finding, findings
from ..rules.meetings import day_of
from ..rules.room import Stand, Tally
from .advice import rule_on_advice
from .cases import confirmers
from .disqualification import Asked, asked_on
from .record import ItemRecord, RoundRecord, SeatThere, attendance_of, one_item, rounds_of
from .room_version import version_of as version_of
from .ruled import rule_of
from .standing import chair_of, others_present, seat_presence
from .texts import canonical_text, proposals_of
from .visible import sees_agenda, whole_meeting


def may_enter(actor: Actor, meeting: Meeting) -> bool:
    """Tell whether the actor may be in the room: the secretariat, the body's seats and leader, and who chairs."""
    return (
        readers.prepares(actor, meeting.body_id)
        or meeting.body_id in readers.bodies_seated(actor)
        or meeting.pk in readers.meetings_chaired(actor)
    )


@remembered
def meeting_for(pk: UUID, actor: Actor) -> Meeting:
    """Return a meeting whose room the actor may enter. Raises NotThere.

    Before the meeting is called, the room with its agenda is for those who prepare it.
    """
    found = whole_meeting.first(pk)
    if found is None or not may_enter(actor, found) or not sees_agenda(actor, found):
        raise NotThere
    return found


def item_for(meeting_pk: UUID, pk: UUID, actor: Actor) -> AgendaItem:
    """Return an item of a meeting whose room the actor may enter. Raises NotThere."""
    meeting = meeting_for(meeting_pk, actor)
    found = AgendaItem.objects.filter(pk=pk, meeting=meeting).select_related("case__body", "draft").first()
    if found is None:
        raise NotThere
    found.meeting = meeting
    return found


def is_recorded(item: AgendaItem, text: str) -> bool:
    """Tell whether a text is what stands as an item's account, with nothing more written."""
    return draft_of(item) is None and cleaned(text) == item.account


def has_ended(item: AgendaItem) -> bool:
    """Tell whether an item is treated to its end."""
    return rules.is_ended(item)


@dataclass(frozen=True)
class Rights:
    """What the reader may do in the room, by the charter. `own` are the seats that the reader answers for."""

    opens: bool
    runs: bool
    attends: bool
    records: bool
    finds: bool
    counts: bool
    leads: bool
    writes: bool
    minutes: bool
    raises: bool
    rules: bool
    advises: bool
    own: frozenset[str]

    @property
    def only_reads(self) -> bool:
        """Tell whether the reader has nothing to do here but read."""
        return not (self.runs or self.records or self.finds or self.leads or self.own)


def rights_of(actor: Actor, meeting: Meeting) -> Rights:
    """Return what an actor may do in the room of a meeting. No SQL."""
    body, own_meeting = f"body:{meeting.body_id}", f"meeting:{meeting.pk}"

    def may(act: str) -> bool:
        return actor.may(f"governance.{act}", body, own_meeting)

    seats = actor.scoped_ids("seat", "member")
    return Rights(
        opens=may("open_meeting"),
        runs=may("take_up_item"),
        attends=may("record_attendance"),
        records=readers.reads_all(actor) and may("record_position"),
        finds=may("find_consensus") or may("take_note"),
        counts=may("find_majority"),
        leads=actor.may("governance.decide_as_leader", body),
        writes=may("write_account"),
        minutes=may("draft_minutes"),
        raises=may("raise_disqualification"),
        rules=may("rule_on_disqualification"),
        advises=may("give_advice"),
        own=frozenset(seat for seat in seats if actor.may("governance.record_position", f"seat:{seat}")),
    )


@dataclass(frozen=True)
class Line:
    """One item in the list of the room."""

    item: AgendaItem
    needs_consent: bool
    may_agree: bool

    @property
    def waits(self) -> bool:
        """Tell whether the item waits for the meeting to say whether it is taken up."""
        asked = self.item.late_accepted is None and self.item.state == AgendaItem.State.LISTED
        return self.needs_consent and self.may_agree and asked

    @property
    def ended(self) -> bool:
        """Tell whether the item is finished."""
        return rules.is_ended(self.item)

    @property
    def mark(self) -> str:
        """Return the mark of its state."""
        states = AgendaItem.State
        if self.item.state in (states.DECIDED, states.NOTED, states.ADVISED, states.DISCUSSED):
            return "ok"
        if self.item.state == states.OPEN:
            return "due"
        return "soon" if self.item.state == states.LISTED else "na"


@dataclass(frozen=True)
class RoomPage:
    """The room of a meeting: its items in order, who is there, what comes next."""

    meeting: Meeting
    chair: Person | None
    rights: Rights
    lines: Sequence[Line]
    seats: Sequence[SeatThere]
    others: Sequence[Attendance]
    minutes: Minutes | None
    next: AgendaItem | None
    voice: Ruled
    """Whether the rules let observers speak."""

    @property
    def is_open(self) -> bool:
        """Tell whether the meeting is in session."""
        return self.meeting.state == Meeting.State.OPEN

    @property
    def is_called(self) -> bool:
        """Tell whether the meeting can be opened."""
        return self.meeting.state == Meeting.State.CALLED

    @property
    def is_held(self) -> bool:
        """Tell whether the meeting is over."""
        return self.meeting.state == Meeting.State.HELD

    @property
    def present(self) -> list[SeatThere]:
        """Return the voting seats that are there."""
        return [there for there in self.seats if there.present and there.seat.kind == "voting"]

    @property
    def voting(self) -> list[SeatThere]:
        """Return the voting seats."""
        return [there for there in self.seats if there.seat.kind == "voting"]

    @property
    def observers(self) -> list[SeatThere]:
        """Return the observers that are there."""
        return [there for there in self.seats if there.present and there.seat.kind == "observer"]

    @property
    def left(self) -> list[AgendaItem]:
        """Return the items that are not finished."""
        return [line.item for line in self.lines if not line.ended]


def _lines(meeting: Meeting) -> list[Line]:
    rows = AgendaItem.objects.filter(meeting=meeting).select_related("case__body", "draft")
    items = list(rows.order_by("position"))
    rule = rule_of(meeting, "late_items")
    agree = rules.may_agree_to_late(items)
    return [Line(item, rules.needs_consent(item, rule), agree) for item in items]


def room(pk: UUID, actor: Actor) -> RoomPage:
    """Return the room of a meeting. Raises NotThere for those who have no business in it."""
    meeting = meeting_for(pk, actor)
    lines = _lines(meeting)
    items = [line.item for line in lines]
    opened = next((item for item in items if item.state == AgendaItem.State.OPEN), None)
    return RoomPage(
        meeting=meeting,
        chair=chair_of(meeting, day_of(meeting)),
        rights=rights_of(actor, meeting),
        lines=lines,
        seats=attendance_of(meeting, clock.today() if meeting.state == "open" else day_of(meeting)),
        others=others_present(meeting.pk),
        minutes=Minutes.objects.filter(meeting=meeting).first(),
        next=opened or next((item for item in items if item.state == AgendaItem.State.LISTED), None),
        voice=rule_of(meeting, "observers_voice"),
    )


@dataclass(frozen=True)
class Live:
    """What changes while one looks: how the round stands, and what can be found of it."""

    item: AgendaItem
    rights: Rights
    round: RoundRecord | None
    observers: Sequence[str]
    findings: Sequence[Finding]
    decider: WhoDecides | None
    version: str
    in_session: bool
    questions: Sequence[Asked] = ()
    advice_rule: Ruled | None = None  # how the body concludes, where it only advises

    @property
    def tally(self) -> Tally | None:
        """Return how the round stands."""
        return self.round.tally if self.round else None

    @property
    def open(self) -> bool:
        """Tell whether positions can be taken."""
        return self.in_session and self.item.state == AgendaItem.State.OPEN and self.round is not None

    @property
    def may_raise(self) -> bool:
        """Tell whether the reader can raise a question of disqualification."""
        return self.rights.raises and not rules.is_ended(self.item) and self.item.meeting.state in ("called", "open")

    @property
    def may_rule(self) -> bool:
        """Tell whether the reader can record how the meeting ruled."""
        return self.rights.rules and self.in_session and not rules.is_ended(self.item)

    @property
    def first(self) -> Finding | None:
        """Return the finding to offer first: the one that can be made now."""
        return next((finding for finding in self.findings if not finding.why_not), None)


def live(item: AgendaItem, actor: Actor) -> Live:
    """Return the live part of an item's page."""
    presence = seat_presence(item.meeting_id)
    rounds = rounds_of([item.pk], presence if not rules.is_ended(item) else None).get(item.pk, [])
    last = rounds[-1] if rounds else None
    rights = rights_of(actor, item.meeting)
    return _live(item, rights, last, presence, proposals_of(item.case_id))


def _live(
    item: AgendaItem,
    rights: Rights,
    last: RoundRecord | None,
    presence: dict[UUID, Attendance],
    proposals: Sequence[Proposal],
) -> Live:
    decider = decider_of(item, proposals) if last and not rules.is_ended(item) else None
    there = sorted(
        (row.seat for row in presence.values() if row.present and row.seat and row.seat.kind == Seat.Kind.OBSERVER),
        key=lambda seat: seat.position,
    )
    found: Sequence[Finding] = ()
    if last is not None and not rules.is_ended(item) and not item.advisory:
        noting = all(proposal.matter == "governance.take_note" for proposal in last.proposals)
        found = findings(last.tally, decider, noting=noting)
    return Live(
        item=item,
        rights=rights,
        round=last,
        observers=[seat.name for seat in there],
        findings=found,
        decider=decider,
        version=version_of(item.pk),
        in_session=item.meeting.state == Meeting.State.OPEN,
        questions=asked_on([item.pk]).get(item.pk, []),
        advice_rule=rule_on_advice(item),
    )


def decider_of(item: AgendaItem, proposals: Sequence[Proposal]) -> WhoDecides | None:
    """Return who decides an item and how, or None where the charter gives the body no authority."""
    if not proposals:
        return None
    try:
        return charter.authority(proposals[0].matter, item.body_key, clock.today())
    except OtherBodyDecides:
        return None


@dataclass(frozen=True)
class ItemPage:
    """One item in the room: the text, how it stands, the account, and what comes next."""

    record: ItemRecord
    live: Live
    former: RoundRecord | None
    lines: Sequence[Line]
    number: int
    total: int
    following: AgendaItem | None
    needs_consent: bool
    may_agree: bool
    waiting_late: Sequence[AgendaItem]
    """The late items that wait for the meeting's word, on the page of its first item."""
    unlike_round: bool
    own: Sequence[Stand]
    chair: Person | None
    account_open: bool

    @property
    def item(self) -> AgendaItem:
        """Return the item."""
        return self.record.item

    @property
    def account(self) -> str:
        """Return the account as it was last typed, recorded or not."""
        return as_written(self.item)[0]

    @property
    def account_revision(self) -> int:
        """Return the revision of what was last typed."""
        return as_written(self.item)[1]

    @property
    def unrecorded(self) -> str:
        """Return what is written and not recorded, "" when there is no more than the account."""
        draft = draft_of(self.item)
        return draft.text if draft else ""

    @property
    def rights(self) -> Rights:
        """Return what the reader may do."""
        return self.live.rights

    @property
    def case(self) -> Case:
        """Return the case."""
        return self.record.item.case


def item_page(meeting_pk: UUID, pk: UUID, actor: Actor) -> ItemPage:
    """Return the page of one item in the room. Raises NotThere."""
    meeting = meeting_for(meeting_pk, actor)
    lines = _lines(meeting)
    items = [line.item for line in lines]
    line = next((line for line in lines if line.item.pk == pk), None)
    if line is None:
        raise NotThere
    item = line.item
    item.meeting = meeting
    presence = seat_presence(item.meeting_id)
    ended = rules.is_ended(item)
    rounds = rounds_of([item.pk], None if ended else presence).get(item.pk, [])
    rights = rights_of(actor, item.meeting)
    last = rounds[-1] if rounds else None
    proposals = proposals_of(item.case_id)
    now = _live(item, rights, last, presence, proposals)
    unlike = bool(
        last and item.state == AgendaItem.State.OPEN and canonical_text(item.case, proposals) != last.round.text
    )
    minutes = Minutes.objects.filter(meeting=item.meeting_id).values_list("state", flat=True).first()
    return ItemPage(
        record=one_item(item, rounds, proposals, now.questions),
        live=now,
        former=rounds[-2] if len(rounds) > 1 else None,
        lines=lines,
        number=items.index(line.item) + 1,
        total=len(items),
        following=rules.following(items, line.item),
        needs_consent=line.needs_consent,
        may_agree=line.may_agree,
        waiting_late=[each.item for each in lines if each.waits] if rules.stands_at_first(items, item) else [],
        unlike_round=unlike,
        own=[stand for stand in (last.tally.stands if last else ()) if str(stand.seat_id) in rights.own],
        chair=chair_of(item.meeting, day_of(item.meeting)),
        account_open=item.meeting.state in (Meeting.State.OPEN, Meeting.State.HELD)
        and minutes != Minutes.State.APPROVED,
    )


def round_for(meeting_pk: UUID, item_pk: UUID, number: int, actor: Actor) -> RoundRecord:
    """Return one round of an item by its number, as it stood. Raises NotThere."""
    item = item_for(meeting_pk, item_pk, actor)
    for record in rounds_of([item.pk]).get(item.pk, []):
        if record.round.number == number:
            record.round.item = item
            return record
    raise NotThere


def person(pk: Any) -> Person:
    """Return a person. Raises NotThere."""
    found = Person.objects.filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def may_be_sent(meeting: Meeting) -> bool:
    """Tell whether the rules let another meet for a member."""
    return rule_of(meeting, "substitutes").value is True


def for_new_text(item: AgendaItem) -> dict[str, Any]:
    """Return what the text is changed with in the meeting: the proposals, and who can confirm a condition."""
    return {"proposals": proposals_of(item.case_id), "confirmers": confirmers(clock.today())}


def heading(meeting: Meeting) -> str:
    """Return "Styringsgruppa 9. desember 2022"."""
    return f"{meeting.body.name} {formats.day(day_of(meeting))}"


def seats_to_ask_about(item: AgendaItem) -> list[tuple[str, str]]:
    """Return the seats with a say that someone meets for, each with who that is."""
    rows = [there for there in attendance_of(item.meeting, clock.today()) if there.seat.kind == Seat.Kind.VOTING]
    return [(str(there.seat.pk), f"{there.seat.name}, {there.came}") for there in rows if there.came]
