"""The rule of procedure that a meeting is treated under: that of its body on its day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from samstyring.charter import queries as charter
from samstyring.charter.rules import Ruled
from samstyring.kernel import clock

from ..models import Meeting
from ..rules.meetings import day_of, notice_of


def rule_of(meeting: Meeting, key: str) -> Ruled:
    """Return a rule of procedure as it holds for a meeting, on the day it was opened or is to be held.

    What is adopted in a meeting holds for later ones.
    """
    return charter.rule_on(key, ruled_on(meeting), meeting.body.key)


def ruled_on(meeting: Meeting) -> date:
    """Return the day whose rules a meeting is treated under."""
    return clock.local_date(meeting.opened_at) if meeting.opened_at else day_of(meeting)


@dataclass(frozen=True)
class CallBy:
    """The latest day to send a summons, and the rule that says so; where none does, the day of the meeting itself."""

    day: date
    ruled: Ruled


def call_by(meetings: Iterable[Meeting]) -> dict[UUID, CallBy]:
    """Return by when the summons to each of some meetings must go. Four SQL statements at first, then none."""
    asked = {meeting.pk: (meeting, (ruled_on(meeting), meeting.body.key)) for meeting in meetings}
    rules = charter.rule_on_each("notice_days", [key for _meeting, key in asked.values()])
    return {
        pk: CallBy(day_of(meeting) - timedelta(days=notice_of(rules[key], meeting)), rules[key])
        for pk, (meeting, key) in asked.items()
    }
