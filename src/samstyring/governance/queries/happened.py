"""What a body is told of at its next meeting: what others decided since the last one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samstyring.kernel import clock

from ..models import Meeting
from ..registry import Happened, happenings


@dataclass(frozen=True)
class SinceLast:
    """What happened between two meetings of a body. `since` is the day of the one before, None for the first."""

    since: date | None
    rows: Sequence[Happened]


def since_last(meeting: Meeting) -> SinceLast:
    """Return what the body is told of at a meeting. One SQL statement, and those of the sources."""
    before = Meeting.objects.filter(body_id=meeting.body_id, starts_at__lt=meeting.starts_at)
    last = before.filter(state=Meeting.State.HELD).order_by("-starts_at").first()
    since = clock.local_date(last.starts_at) if last else None
    until = clock.local_date(meeting.starts_at)
    begins = since or until - timedelta(days=366)
    rows = [row for read in happenings for row in read(meeting.body.key, begins, until)]
    return SinceLast(since, sorted(rows, key=lambda row: row.on))
