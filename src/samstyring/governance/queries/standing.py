"""Who is at the meeting, and where each entitled seat stands in a round."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotAuthorised
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered
from samstyring.parties.models import Person

from ..models import Attendance, Meeting, Position, Round, RoundSeat
from ..rules.room import Stand, Tally
from .leaders import leader_on


@remembered
def _attendance(meeting_id: UUID) -> tuple[Attendance, ...]:
    return tuple(_attendances(meeting_id))


@Prepared
def _attendances(meeting_id: UUID) -> "QuerySet[Attendance]":
    return Attendance.objects.filter(meeting_id=meeting_id).select_related("seat").order_by("sequence")


def seat_presence(meeting_id: UUID | None) -> dict[UUID, Attendance]:
    """Return the last attendance row of each seat: the one that counts. One SQL statement; in writing nobody is there."""
    if meeting_id is None:
        return {}
    return {row.seat_id: row for row in _attendance(meeting_id) if row.seat_id is not None}


def others_present(meeting_id: UUID) -> list[Attendance]:
    """Return who else was there, without a seat, by name. One SQL statement."""
    last = {row.name: row for row in _attendance(meeting_id) if row.seat_id is None}
    return sorted((row for row in last.values() if row.present), key=lambda row: row.sequence)


def last_positions(rounds: Iterable[UUID]) -> dict[UUID, Position]:
    """Return the position that counts of each seat of the rounds: the last. One SQL statement."""
    return {row.seat_id: row for row in _positions(list(rounds))}


@Prepared
def _positions(rounds: Sequence[UUID]) -> "QuerySet[Position]":
    return Position.objects.filter(seat__round_id__in=rounds).order_by("sequence")


def tally_of(round_: Round, *, live: bool = True) -> Tally:
    """Return how a round stands, seat by seat. Three SQL statements.

    `live` asks who is at the meeting now; otherwise it is as it was when the round was opened, and those who took a
    position later came in between. In writing it is always so: those who were asked stand as asked.
    """
    seats = list(RoundSeat.objects.filter(round=round_).order_by("position"))
    positions = last_positions([round_.pk])
    live = live and round_.item.meeting_id is not None
    presence = seat_presence(round_.item.meeting_id if live else None)
    return Tally([stand(seat, positions.get(seat.pk), presence.get(seat.seat_id), live=live) for seat in seats])


def stand(seat: RoundSeat, position: Position | None, attendance: Attendance | None, *, live: bool) -> Stand:
    """Put together where one seat stands."""
    said = position if position is not None and position.kind != Position.Kind.WITHDRAWN else None
    there = attendance is not None and attendance.present and not seat.stands_in
    present = (there or seat.stands_in) if live else (seat.present or said is not None)
    holder = attendance.name if attendance is not None and there else seat.holder_name
    return Stand(
        seat_id=seat.seat_id,
        round_seat_id=seat.pk,
        name=seat.name,
        holder=holder,
        represents=seat.represents,
        present=present,
        weight=seat.weight,
        is_leader=seat.is_leader,
        kind=said.kind if said else None,
        text=said.text if said else "",
        by_secretary=said.by_secretary if said else False,
    )


def latest_round(item_id: UUID) -> Round | None:
    """Return the round that counts: the last one opened."""
    return _rounds_from_last.first(item_id)


@Prepared
def _rounds_from_last(item_id: UUID) -> "QuerySet[Round]":
    return Round.objects.filter(item_id=item_id).select_related("item").order_by("-number")[:1]


def chair_of(meeting: Meeting, on: date) -> Person | None:
    """Return who chairs: whoever was asked to, otherwise the leader (LE-2)."""
    return meeting.chair or leader_on(meeting.body, on)


def person_acting(by: Actor) -> Person:
    """Return the person who acts. Raises NotAuthorised where it is no person."""
    found = _person.first(by.person_id) if by.person_id else None
    if found is None:
        raise NotAuthorised
    return found


@Prepared
def _person(key: UUID) -> "QuerySet[Person]":
    return Person.objects.filter(pk=key)
