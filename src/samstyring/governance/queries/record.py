"""The record of a meeting, whole: who was there, what was treated, who said what, what was decided."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import Person

from ..models import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    ObserverStatement,
    PassedOver,
    Position,
    Proposal,
    Regrets,
    Round,
    RoundSeat,
    Seat,
    Substitute,
)
from ..rules.accounts import as_written
from ..rules.bodies import is_gone
from ..rules.meetings import day_of
from ..rules.room import Stand, Tally
from .advice import Given, given_in
from .deadlines import with_due
from .disqualification import Asked, asked_on
from .holders import Holder, holders_on
from .recorded import passed_over_in
from .standing import chair_of, last_positions, others_present, seat_presence, stand
from .statements import statements_on
from .substitutes import coming_for
from .texts import ReadableProposal, readable


@dataclass(frozen=True)
class SeatThere:
    """A seat at a meeting: who holds it, who came, or why not."""

    seat: Seat
    holder: str
    organisation: str
    attendance: Attendance | None
    regrets: Regrets | None
    substitute: Substitute | None = None
    """The substitute in the seat's order who has said that they come."""

    @property
    def rank(self) -> int:
        """Return the number in the order of substitutes of whoever meets for the holder, 0 for another."""
        comes = self.substitute is not None and self.substitute.person.name == self.meets_for
        return self.substitute.rank if comes and self.substitute else 0

    @property
    def present(self) -> bool:
        """Tell whether the seat is there."""
        return self.attendance is not None and self.attendance.present

    @property
    def meets_for(self) -> str:
        """Return who meets for the holder, if another does."""
        if self.attendance is None or not self.attendance.present or self.attendance.name == self.holder:
            return ""
        return self.attendance.name

    @property
    def expected_instead(self) -> str:
        """Return who was said to come instead: a substitute in the order, or whoever was named with the regrets."""
        if self.regrets is None:
            return ""
        return self.substitute.person.name if self.substitute else self.regrets.substitute_name

    @property
    def came(self) -> str:
        """Return who came, or who ought to have."""
        return self.meets_for or self.holder


@dataclass(frozen=True)
class RoundRecord:
    """A round with its text as it reads and how it stands."""

    round: Round
    proposals: Sequence[ReadableProposal]
    tally: Tally


@dataclass(frozen=True)
class ItemRecord:
    """An item with everything that came of it."""

    item: AgendaItem
    rounds: Sequence[RoundRecord] = ()
    decision: Decision | None = None
    proposals: Sequence[Proposal] = ()
    actions: Sequence[Action] = ()
    passed_over: Sequence[PassedOver] = ()
    disqualification: Sequence[Asked] = ()
    advice: Sequence[Given] = ()
    statements: Sequence[ObserverStatement] = ()

    @property
    def last(self) -> RoundRecord | None:
        """Return the round that counts."""
        return self.rounds[-1] if self.rounds else None

    @property
    def advised(self) -> Given | None:
        """Return the advice that was given on this very item."""
        return next((given for given in self.advice if given.advice.item_id == self.item.pk), None)

    @property
    def deviations(self) -> list[Stand]:
        """Return the seats whose words belong in the minutes: objections, remarks, who stood aside (SG-7)."""
        return [each for each in self.last.tally.stands if each.text] if self.last else []


@dataclass(frozen=True)
class MeetingRecord:
    """A meeting with its attendance and all its items."""

    meeting: Meeting
    chair: Person | None
    seats: Sequence[SeatThere]
    others: Sequence[Attendance]
    items: Sequence[ItemRecord] = field(default_factory=list)

    @property
    def voting(self) -> list[SeatThere]:
        """Return the seats with a say."""
        return [there for there in self.seats if there.seat.kind == Seat.Kind.VOTING]

    @property
    def observers(self) -> list[SeatThere]:
        """Return the seats without one."""
        return [there for there in self.seats if there.seat.kind == Seat.Kind.OBSERVER]


def attendance_of(meeting: Meeting, on: date) -> list[SeatThere]:
    """Return every seat of the body with who holds it and whether it is there. A fixed number of SQL statements."""
    presence = seat_presence(meeting.pk)
    prefetch_related_objects([meeting.body], Prefetch("seats", Seat.objects.select_related("organisation")))
    holders: Mapping[UUID, Holder] = holders_on(meeting.body, on)
    regrets = {row.seat_id: row for row in _regrets(meeting.pk)}
    coming = coming_for(meeting.pk)
    return [
        SeatThere(
            seat=seat,
            holder=holders[seat.pk].person.name if seat.pk in holders else "",
            organisation=_from_where(seat, holders.get(seat.pk)),
            attendance=presence.get(seat.pk),
            regrets=regrets.get(seat.pk),
            substitute=coming.get(seat.pk),
        )
        for seat in meeting.body.seats.all()
        if seat.pk in presence or not is_gone(seat, holders)
    ]


@Prepared
def _regrets(meeting_id: UUID) -> "QuerySet[Regrets]":
    return Regrets.objects.filter(meeting_id=meeting_id, withdrawn_at__isnull=True)


def _from_where(seat: Seat, holder: Holder | None) -> str:
    if holder is not None and holder.organisation is not None:
        return holder.organisation.name
    return seat.organisation.name if seat.organisation else ""


def rounds_of(
    items: Iterable[UUID],
    presence: Mapping[UUID, Attendance] | None = None,
    positions: Mapping[UUID, Position] | None = None,
) -> dict[UUID, list[RoundRecord]]:
    """Return the rounds of items, each as it stands. With `presence` who is there now counts. Three SQL statements.

    `positions` are the positions that count, by seat of a round, where they are fetched already.
    """
    rounds = _rounds(list(items))
    seats: dict[UUID, list[RoundSeat]] = {}
    for seat in _round_seats([each.pk for each in rounds]):
        seats.setdefault(seat.round_id, []).append(seat)
    if positions is None:
        positions = last_positions(each.pk for each in rounds)
    found: dict[UUID, list[RoundRecord]] = {}
    for each in rounds:
        live = presence is not None
        stands = [
            stand(seat, positions.get(seat.pk), (presence or {}).get(seat.seat_id), live=live)
            for seat in seats.get(each.pk, [])
        ]
        record = RoundRecord(each, readable(json.loads(each.text)), Tally(stands))
        found.setdefault(each.item_id, []).append(record)
    return found


@Prepared
def _rounds(items: Sequence[UUID]) -> "QuerySet[Round]":
    return Round.objects.filter(item_id__in=items).order_by("number")


@Prepared
def _round_seats(rounds: Sequence[UUID]) -> "QuerySet[RoundSeat]":
    return RoundSeat.objects.filter(round_id__in=rounds).order_by("position")


def items_of(meeting_id: UUID, presence: Mapping[UUID, Attendance] | None = None) -> list[ItemRecord]:
    """Return a meeting's items with all that came of them. Nine SQL statements."""
    items = _items(meeting_id)
    cases = [item.case_id for item in items]
    rounds = rounds_of([item.pk for item in items], presence)
    by_case: dict[UUID, list[Proposal]] = {}
    for proposal in _proposals(cases):
        by_case.setdefault(proposal.case_id, []).append(proposal)
    actions: dict[UUID, list[Action]] = {}
    for action in _actions([item.pk for item in items]):
        actions.setdefault(action.decision_id, []).append(action)
    passed: dict[UUID, list[PassedOver]] = {}
    for row in passed_over_in(tuple(cases)):
        passed.setdefault(row.case_id, []).append(row)
    questions = asked_on(item.pk for item in items)
    said = statements_on(item.pk for item in items)
    advice = given_in([item.case for item in items], [each for rows in by_case.values() for each in rows])
    records = []
    for item in items:
        decision: Decision | None = getattr(item, "decision", None)
        records.append(
            ItemRecord(
                item,
                rounds.get(item.pk, []),
                decision,
                by_case.get(item.case_id, []),
                actions.get(decision.pk, []) if decision else [],
                passed.get(item.case_id, []),
                questions.get(item.pk, []),
                advice.get(item.case_id, []),
                said.get(item.pk, []),
            )
        )
    return records


@Prepared
def _items(meeting_id: UUID) -> "QuerySet[AgendaItem]":
    rows = AgendaItem.objects.filter(meeting_id=meeting_id).order_by("position")
    return rows.select_related("case__body", "meeting__body", "decision__basis", "decision__found_by", "draft")


@Prepared
def _proposals(cases: Sequence[UUID]) -> "QuerySet[Proposal]":
    return Proposal.objects.filter(case_id__in=cases).order_by("position")


@Prepared
def _actions(items: Sequence[UUID]) -> "QuerySet[Action]":
    rows = Action.objects.filter(decision__item_id__in=items)
    return with_due(rows).select_related("organisation", "person")


def one_item(
    item: AgendaItem,
    rounds: Sequence[RoundRecord],
    proposals: Sequence[Proposal],
    asked: Sequence[Asked] = (),
    decision: Decision | None = None,
) -> ItemRecord:
    """Return one item whose rounds, proposals, questions and decision are fetched already. At most five SQL statements."""
    if decision is None and item.state in (AgendaItem.State.DECIDED, AgendaItem.State.NOTED):
        decision = _decided.first(item.pk)
    actions: list[Action] = []
    if decision is not None:
        actions = _actions_after(decision.pk)
        for action in actions:
            action.decision = decision
    passed = passed_over_in((item.case_id,))
    said = statements_on([item.pk]).get(item.pk, [])
    advice = given_in([item.case], proposals).get(item.case_id, [])
    return ItemRecord(item, rounds, decision, proposals, actions, passed, asked, advice, said)


@Prepared
def _decided(item_id: UUID) -> "QuerySet[Decision]":
    return Decision.objects.filter(item_id=item_id).select_related("basis", "found_by")


@Prepared
def _actions_after(decision_id: UUID) -> "QuerySet[Action]":
    return with_due(Action.objects.filter(decision_id=decision_id)).select_related("organisation", "person")


def record_of(meeting: Meeting, *, drafts: bool = False) -> MeetingRecord:
    """Return the whole record of a meeting, in a fixed number of SQL statements.

    With `drafts` each account reads as it was last typed: for those who are still writing it.
    """
    day = day_of(meeting)
    items = items_of(meeting.pk)
    for each in items if drafts else ():
        each.item.account = as_written(each.item)[0]
    return MeetingRecord(
        meeting,
        chair_of(meeting, day),
        attendance_of(meeting, day),
        others_present(meeting.pk),
        items,
    )
