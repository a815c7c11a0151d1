"""Whether those who lead a body are away from a called meeting (LE-1, LE-2): asked before it is too late to mend."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date
from samstyring.parties.models import Person

from ..models import Meeting, Regrets
from ..rules.meetings import day_of
from .leaders import leader_on, office_holding_on
from .visible import meetings

MOST = 3
"""Of how many meetings the start page asks: the next ones to which someone has sent regrets."""


@dataclass(frozen=True)
class LeaderAway:
    """Who leads on the day of a meeting and has sent regrets, and whoever holds the leader's office, if another.

    `holder_away` says that the holder of the office has sent regrets as well, or is the one who leads.
    """

    meeting: Meeting
    leader: Person
    holder: Person | None
    holder_away: bool
    may_designate: bool

    @property
    def both(self) -> bool:
        """Tell whether there is nobody left who leads, or could lead by taking the designation back."""
        return self.holder is None or self.holder_away


def leader_away(meeting: Meeting, regrets: Iterable[Regrets]) -> LeaderAway | None:
    """Return who leads on the day of a called meeting and cannot come, or None. At most two SQL statements."""
    gone = {row.person_id for row in regrets}
    if not gone or meeting.state != Meeting.State.CALLED:
        return None
    day = day_of(meeting)
    leader = leader_on(meeting.body, day)
    if leader is None or leader.pk not in gone:
        return None
    holding = office_holding_on(meeting.body, day)
    holder = holding.person if holding is not None and holding.person_id != leader.pk else None
    return LeaderAway(
        meeting=meeting,
        leader=leader,
        holder=holder,
        holder_away=holder is None or holder.pk in gone,
        may_designate=holding is not None and holding.office.may_designate,
    )


def led_by_nobody(actor: Actor, today: date) -> list[LeaderAway]:
    """Return the called meetings to come from which those who lead are away, that the actor prepares for or leads.

    Three SQL statements, and two a meeting to which someone has sent regrets.
    """
    rows = (
        Regrets.objects.filter(
            withdrawn_at__isnull=True, meeting__state=Meeting.State.CALLED, meeting__in=meetings(actor)
        )
        .select_related("meeting__body__leader_office")
        .order_by("meeting__starts_at")
    )
    by_meeting: dict[Meeting, list[Regrets]] = {}
    for row in rows:
        if local_date(row.meeting.starts_at) >= today:
            by_meeting.setdefault(row.meeting, []).append(row)
    found = (leader_away(meeting, gone) for meeting, gone in list(by_meeting.items())[:MOST])
    return [away for away in found if away is not None]
