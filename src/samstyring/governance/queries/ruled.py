"""The rule of procedure that a meeting is treated under: that of its body on its day."""

from datetime import date

from samstyring.charter import queries as charter
from samstyring.charter.rules import Ruled
from samstyring.kernel import clock

from ..models import Meeting
from ..rules.meetings import day_of


def rule_of(meeting: Meeting, key: str) -> Ruled:
    """Return a rule of procedure as it holds for a meeting, on the day it was opened or is to be held.

    What is adopted in a meeting holds for later ones.
    """
    return charter.rule_on(key, ruled_on(meeting), meeting.body.key)


def ruled_on(meeting: Meeting) -> date:
    """Return the day whose rules a meeting is treated under."""
    return clock.local_date(meeting.opened_at) if meeting.opened_at else day_of(meeting)
