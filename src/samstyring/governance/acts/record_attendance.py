"""Record who is at a meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.treat import in_session
from ..errors import SubstituteNotAllowed
from ..models import Attendance, Meeting, Seat, Substitute
from ..queries.holders import Holder, holders_on
from ..queries.ruled import rule_of
from ..queries.standing import others_present, seat_presence
from ..queries.substitutes import coming_for
from ..rules.scopes import of_meeting

NOT_OPEN = gettext_lazy(
    "Whether another can meet for a member is not regulated, so it is not open. The body opens it by adopting rules of"
    " procedure that say so."
)


@dataclass(frozen=True)
class SeatAttendance:
    """Whether a seat is present, and who meets for its holder, if another does."""

    seat: Seat
    present: bool
    meets_for: str = ""


@dataclass(frozen=True)
class OtherAttendance:
    """Someone else who is there, or was until now: a name and what they are there as."""

    name: str
    title: str = ""
    present: bool = True


@acts.act(
    says=gettext_lazy("%(who)s recorded the attendance: %(present)s of %(seats)s seats present"),
    scope=lambda **arguments: of_meeting(arguments["meeting"]),
)
def record_attendance(
    *,
    meeting: Meeting,
    seats: Sequence[SeatAttendance],
    others: Sequence[OtherAttendance] = (),
    by: Actor,
    at: datetime,
) -> Meeting:
    """Record who is there, seat by seat; what did not change is not written again, and the last row counts.

    Another meets for a holder, on this day and this seat only, where the rules of procedure let one send someone; what
    is not regulated is not open. Who meets for a vacant seat is named. Raises SubstituteNotAllowed, and InvalidInput for
    a vacant seat without a name.
    """
    in_session(meeting)
    today = clock.local_date(at)
    holders, before = holders_on(meeting.body, today), seat_presence(meeting.pk)
    coming = coming_for(meeting.pk)
    substitutes = rule_of(meeting, "substitutes")
    sent = [row for row in seats if row.present and row.meets_for.strip()]
    if substitutes.value is not True and any(substitutes.regulated or row.seat.pk in holders for row in sent):
        raise SubstituteNotAllowed(NOT_OPEN if not substitutes.regulated else None, clause=substitutes.clause)
    sequence = Attendance.objects.filter(meeting=meeting).count()
    rows = [row for each in seats if (row := _row(meeting, each, holders, before, coming, at)) is not None]
    rows += [row for each in others if (row := _other(meeting, each, at)) is not None]
    for number, row in enumerate(rows, sequence + 1):
        row.sequence = number
    Attendance.objects.bulk_create(rows)
    now = seat_presence(meeting.pk)
    voting = set(Seat.objects.filter(body=meeting.body, kind=Seat.Kind.VOTING).values_list("pk", flat=True))
    present = sum(1 for seat_id, row in now.items() if row.present and seat_id in voting)
    acts.record(meeting, present=present, seats=len(voting))
    return meeting


def _row(
    meeting: Meeting,
    each: SeatAttendance,
    holders: Mapping[UUID, Holder],
    before: Mapping[UUID, Attendance],
    coming: Mapping[UUID, Substitute],
    at: datetime,
) -> Attendance | None:
    holder, last = holders.get(each.seat.pk), before.get(each.seat.pk)
    name = each.meets_for.strip() or (holder.person.name if holder else "")
    if each.present and not name:
        raise InvalidInput({"": _("%(seat)s has no holder. Write who meets for the seat.") % {"seat": each.seat.name}})
    same = last is not None and last.present == each.present and (not each.present or last.name == name)
    if same or (last is None and not each.present):
        return None
    own = holder is not None and not each.meets_for.strip()
    substitute = coming.get(each.seat.pk)
    stands_in = substitute.person if substitute and substitute.person.name == each.meets_for.strip() else None
    return Attendance(
        meeting=meeting,
        seat=each.seat,
        person=holder.person if own and holder else stands_in,
        name=name or each.seat.name,
        present=each.present,
        at=at,
    )


def _other(meeting: Meeting, each: OtherAttendance, at: datetime) -> Attendance | None:
    there = {row.name: row for row in others_present(meeting.pk)}
    name = each.name.strip()
    if not name or (each.present == (name in there)):
        return None
    return Attendance(meeting=meeting, name=name, title=each.title.strip(), present=each.present, at=at)
