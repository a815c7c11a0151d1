"""Opening a round: the exact text is frozen, who is entitled is noted, the drafts behind are locked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samstyring.kernel import canonical, clock
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person

from ..errors import NothingToTreat
from ..models import AgendaItem, Attendance, Position, Round, RoundSeat, Seat
from ..queries.disqualification import disqualified_on
from ..queries.holders import Holder, holders_on
from ..queries.standing import seat_presence, tally_of
from ..queries.texts import canonical_text, proposals_of
from ..registry import matters
from ..rules.bodies import follows_office, is_gone


@effect
def open_round_on(*, item: AgendaItem, by: Person, at: datetime, why: str = "", basis: Basis | None = None) -> Round:
    """Open the item's next round on the text as it stands now. Raises NothingToTreat where there is no proposal."""
    proposals = proposals_of(item.case_id)
    if not proposals:
        raise NothingToTreat
    for proposal in () if item.advisory else proposals:  # what is only advised on can be worked on afterwards
        matters[proposal.matter].lock(payload=proposal.payload, basis=basis)
    text = canonical_text(item.case, proposals)
    number = Round.objects.filter(item=item).count() + 1
    opened = Round.objects.create(
        item=item,
        number=number,
        text=text,
        sha256=canonical.sha256(text),
        changed_why=why,
        opened_at=at,
        opened_by=by,
    )
    _note_entitled(opened, at)
    return opened


def _note_entitled(round_: Round, at: datetime) -> None:
    """Write down which voting seats are entitled, who holds them, whom they represent, and who is there (SG-1).

    A seat whose holder is disqualified on the item is not, unless a substitute stepped in. In writing nobody is there:
    every seat that someone holds is asked.
    """
    item = round_.item
    body = item.written.body if item.written is not None else item.meeting.body
    in_writing = item.meeting_id is None
    office = body.leader_office
    holders = holders_on(body, clock.local_date(at))
    presence = seat_presence(item.meeting_id)
    aside = disqualified_on(round_.item_id)
    seats = Seat.objects.filter(body=body, kind=Seat.Kind.VOTING).prefetch_related("represents").order_by("position")
    rows = []
    for seat in seats:
        if is_gone(seat, holders):
            continue
        holding, attendance = holders.get(seat.pk), presence.get(seat.pk)
        there = attendance is not None and attendance.present
        meets = _meets(holding, attendance if there else None)
        left = next((each for each in aside if each.is_about(seat.pk, meets.name)), None)
        stepped_in = left.substitute if left else ""
        if left and not stepped_in:
            continue
        names = ", ".join(group.name for group in seat.represents.all() if group.name != seat.name)
        rows.append(
            RoundSeat(
                round=round_,
                seat=seat,
                person=None if stepped_in else meets.person,
                name=seat.name,
                holder_name=stepped_in or meets.name,
                represents=names[:300],
                weight=seat.weight,
                present=there or bool(stepped_in) or (in_writing and meets.person is not None),
                stands_in=bool(stepped_in),
                is_leader=office is not None and follows_office(seat) == office.key,
                position=seat.position,
            )
        )
    RoundSeat.objects.bulk_create(rows)


@dataclass(frozen=True)
class _Meets:
    person: Person | None
    name: str


def _meets(holding: Holder | None, attendance: Attendance | None) -> _Meets:
    """Return who meets for a seat: whoever is there, otherwise its holder."""
    if attendance is not None:
        return _Meets(attendance.person, attendance.name)
    return _Meets(holding.person, holding.person.name) if holding else _Meets(None, "")


@effect
def take_position(
    *,
    seat: RoundSeat,
    kind: str,
    text: str,
    by: Person,
    by_secretary: bool,
    at: datetime,
    basis: Basis | None = None,
    **came: Any,
) -> Position:
    """Add a seat's position: the last one counts. `came` is how it came in a written procedure, besides signed in."""
    del basis
    return Position.objects.create(
        seat=seat,
        kind=kind,
        text=text,
        sequence=Position.objects.filter(seat=seat).count() + 1,
        at=at,
        recorded_by=by,
        by_secretary=by_secretary,
        **came,
    )


@effect
def note_no_objection(
    *, round_: Round, by: Person, by_secretary: bool, at: datetime, basis: Basis | None = None
) -> list[str]:
    """Give every present seat that has not answered "no objection", and return their names."""
    del basis
    silent = tally_of(round_).silent
    counts = dict.fromkeys((stand.round_seat_id for stand in silent), 0)
    for seat_id in Position.objects.filter(seat__in=list(counts)).values_list("seat_id", flat=True):
        counts[seat_id] += 1
    Position.objects.bulk_create(
        Position(
            seat_id=stand.round_seat_id,
            kind=Position.Kind.NO_OBJECTION,
            sequence=counts[stand.round_seat_id] + 1,
            at=at,
            recorded_by=by,
            by_secretary=by_secretary,
        )
        for stand in silent
    )
    return [stand.name for stand in silent]
