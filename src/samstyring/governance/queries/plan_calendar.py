"""A body's year as iCalendar: meetings with their times, themes and deadlines as whole days."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.records.calendar import Entry, collection
from samstyring.ui.formats import language

from ..rules import letters
from .plan import PlanPage, PlanRow

NAME = gettext_lazy("%(body)s, %(cooperation)s")


def of_year(page: PlanPage, at: datetime) -> bytes:
    """Return a year as the bytes of an .ics file."""
    name = NAME % {"body": page.body.name, "cooperation": charter.cooperation().name}
    return collection([_event(row, page, name) for row in page.rows], name=name, stamp=at, language=language())


def _event(row: PlanRow, page: PlanPage, name: str) -> Entry:
    if row.meeting is not None:
        meeting = row.meeting
        return Entry(
            uid=meeting.uid,
            summary=name,
            starts=meeting.starts_at,
            ends=meeting.ends_at,
            description=_("Papers and regrets: %(address)s") % {"address": letters.address_of(meeting)},
            location=meeting.place or meeting.video_link,
            sequence=meeting.sequence,
        )
    key = row.entry.pk if row.entry else f"{row.kind}-{row.day.isoformat()}-{page.body.pk}"
    return Entry(
        uid=f"{key}@samstyring",
        summary=f"{row.title} ({page.body.name})",
        starts=row.day,
        ends=row.until,
        description=row.note,
        sequence=row.entry.revision - 1 if row.entry else 0,
    )
