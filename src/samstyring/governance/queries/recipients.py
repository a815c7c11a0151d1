"""Who gets what is sent about a meeting: members, observers, and who leads, chairs and writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import Person

from ..models import Body, Meeting, Seat, SubstituteCall
from ..rules.bodies import follows_office
from ..rules.meetings import day_of
from ..rules.substitutes import WAITING
from .holders import holders_on, seats_of
from .leaders import leader_on

ROLES = {
    "member": gettext_lazy("member"),
    "observer": gettext_lazy("observer"),
    "substitute": gettext_lazy("substitute"),
    "leader": gettext_lazy("leader"),
    "chair": gettext_lazy("chair of the meeting"),
    "minute_taker": gettext_lazy("minute-taker"),
}


@dataclass(frozen=True)
class Recipient:
    """One who is sent something, in which role, and for which seat."""

    person: Person
    role: str  # member, observer, substitute, leader, chair, minute_taker
    seat: Seat | None = None

    @property
    def role_words(self) -> str:
        """Return the role in words."""
        return str(ROLES[self.role])


def brought_in(meeting: Meeting) -> list[SubstituteCall]:
    """Return the substitutes who are asked, or come, for a seat whose holder sent regrets. One SQL statement."""
    return _brought_in(meeting.pk)


@Prepared
def _brought_in(meeting_id: UUID) -> "QuerySet[SubstituteCall]":
    rows = SubstituteCall.objects.filter(
        regrets__meeting_id=meeting_id, regrets__withdrawn_at__isnull=True, state__in=WAITING
    )
    return rows.select_related("substitute__person", "regrets__seat").order_by("asked_at")


def called(meeting: Meeting) -> list[Recipient]:
    """Return everyone who is called to a meeting, each once: the holders on its day in the order of the seats.

    Substitutes who were brought in come last.
    """
    on = day_of(meeting)
    holders, seats = holders_on(meeting.body, on), seats_of(meeting.body_id)
    found: dict[UUID, Recipient] = {}
    for seat in seats:
        holder = holders.get(seat.pk)
        if holder is not None and holder.person is not None:
            role = "member" if seat.kind == Seat.Kind.VOTING else "observer"
            found.setdefault(holder.person.pk, Recipient(holder.person, role, seat))
    office = meeting.body.leader_office
    seated = office is not None and any(follows_office(seat) == office.key and seat.pk in holders for seat in seats)
    leader = None if seated else leader_on(meeting.body, on)
    for role, person in (("leader", leader), ("chair", meeting.chair), ("minute_taker", meeting.minute_taker)):
        if person is not None:
            found.setdefault(person.pk, Recipient(person, role))
    for call in brought_in(meeting):
        found.setdefault(call.substitute.person_id, Recipient(call.substitute.person, "substitute", call.regrets.seat))
    return list(found.values())


def still_called(meeting: Meeting, before: Sequence[Recipient]) -> list[Recipient]:
    """Return those called now who were called before too."""
    there = {recipient.person.pk for recipient in before}
    return [recipient for recipient in called(meeting) if recipient.person.pk in there]


def called_for(*bodies: Body, since: date) -> list[tuple[Meeting, list[Recipient]]]:
    """Return the called meetings of bodies from a day on, each with whom it is called for as things stand."""
    rows = Meeting.objects.filter(body__in=bodies, state=Meeting.State.CALLED).select_related("body")
    return [(meeting, called(meeting)) for meeting in rows if day_of(meeting) >= since]
