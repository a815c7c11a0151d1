"""What a body is told of at its next meeting: what others decided since the last one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from samstyring.kernel import clock
from samstyring.kernel.prepared import Prepared

from ..models import Meeting
from ..registry import Happened, happenings


@dataclass(frozen=True)
class SinceLast:
    """What happened between two meetings of a body. `since` is the day of the one before, None for the first."""

    since: date | None
    rows: Sequence[Happened]


def since_last(meeting: Meeting) -> SinceLast:
    """Return what the body is told of at a meeting. One SQL statement, and those of the sources."""
    last = _held_before.first(meeting.body_id, meeting.starts_at)
    since = clock.local_date(last) if last else None
    until = clock.local_date(meeting.starts_at)
    begins = since or until - timedelta(days=366)
    rows = [row for read in happenings for row in read(meeting.body.key, begins, until)]
    return SinceLast(since, sorted(rows, key=lambda row: row.on))


@Prepared
def _held_before(body_id: UUID, at: datetime) -> "QuerySet[Meeting, datetime]":
    held = Meeting.objects.filter(body_id=body_id, state=Meeting.State.HELD, starts_at__lt=at)
    return held.order_by("-starts_at").values_list("starts_at", flat=True)[:1]
