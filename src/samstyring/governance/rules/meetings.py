"""What holds for meetings: quarters, states, notice. Pure questions on rows already fetched."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from samstyring.charter.rules import Ruled
from samstyring.kernel.clock import local_date
from samstyring.kernel.errors import Refusal
from samstyring.ui import formats

from ..errors import NoticeTooShort
from ..models import Meeting

COMING = (Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.OPEN)


def is_missed(meeting: Meeting, today: date) -> bool:
    """Tell whether a meeting was to be held: its day is past, and it was neither opened nor cancelled."""
    waiting = (Meeting.State.PLANNED, Meeting.State.CALLED)
    return meeting.state in waiting and local_date(meeting.starts_at) < today


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year, 1 to 4."""

    year: int
    number: int

    @property
    def first_day(self) -> date:
        """Return its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def until(self) -> date:
        """Return the first day after it."""
        return self.following().first_day

    @property
    def last_day(self) -> date:
        """Return its last day."""
        return self.until - timedelta(days=1)

    def following(self) -> "Quarter":
        """Return the next quarter."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)

    def __str__(self) -> str:
        return _("quarter %(number)s of %(year)s") % {"number": self.number, "year": self.year}


def quarter_of(day: date | datetime) -> Quarter:
    """Return the quarter in which a day (or an instant, in Norway) falls."""
    day = local_date(day) if isinstance(day, datetime) else day
    return Quarter(day.year, (day.month + 2) // 3)


def quarters_of_year(year: int) -> list[Quarter]:
    """Return the four quarters of a year."""
    return [Quarter(year, number) for number in (1, 2, 3, 4)]


def counting(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Return the meetings that count towards meeting each quarter: all but the cancelled ones."""
    return [meeting for meeting in meetings if meeting.state != Meeting.State.CANCELLED]


def day_of(meeting: Meeting) -> date:
    """Return the day in Norway on which a meeting begins."""
    return local_date(meeting.starts_at)


def notice_of(rule: Ruled, meeting: Meeting) -> int:
    """Return how many days before a meeting its summons must go: none where no rule says so, or it is extraordinary."""
    return int(rule.value) if rule.regulated and not meeting.extraordinary else 0


def notice_refusal(rule: Ruled, meeting: Meeting, today: date) -> Refusal | None:
    """Return why the summons would come too late, where the rules say how many days it needs; else None.

    A meeting that was called is measured from the day of its summons, at the time that it has now.
    """
    if not rule.regulated or meeting.extraordinary:
        return None
    sent = local_date(meeting.called_at) if meeting.called_at else today
    days = (day_of(meeting) - sent).days
    if days >= int(rule.value):
        return None
    if meeting.called_at:
        says = _("The summons went out on %(sent)s, and the meeting must be at least %(needed)s days after it.")
        facts = {"sent": formats.day(sent), "needed": rule.value}
        return NoticeTooShort(says % facts, clause=rule.clause, field="day")
    return NoticeTooShort(
        _("The summons must be sent at least %(needed)s days before the meeting; it is %(left)s days away.")
        % {"needed": rule.value, "left": days},
        clause=rule.clause,
    )


def times_errors(starts_at: datetime, ends_at: datetime, now: datetime) -> dict[str, str]:
    """Return what is wrong with the times of a meeting to come, by field."""
    errors = {}
    if starts_at <= now:
        errors["starts_at"] = _("Choose a time to come.")
    if ends_at <= starts_at:
        errors["ends_at"] = _("The meeting must end after it starts.")
    return errors


def lies_within(starts_at: datetime, ends_at: datetime, was: tuple[datetime, datetime]) -> bool:
    """Tell whether a time lies within the one before: whoever could not come then cannot come now either."""
    return was[0] <= starts_at and ends_at <= was[1]
