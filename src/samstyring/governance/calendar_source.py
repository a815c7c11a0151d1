"""The meetings of the bodies that someone has to do with, and what stands in their yearly plans, in the own calendar."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import OSLO
from samstyring.records.calendar import Entry
from samstyring.records.calendar_sources import Span, sources

from .models import Body, Meeting, PlanEntry
from .queries import visible
from .queries.plan import PlanRow, notice_on, sees_meetings, summons_by
from .rules import letters
from .rules.meetings import day_of


def meetings_and_plans(actor: Actor, span: Span) -> Sequence[Entry]:
    """Return them, those that the reader may read. Three SQL statements.

    Of one body's plan alone, what its page shows: themes and deadlines for everyone, meetings for those who may read
    them, and by when each summons goes out. At most five statements more.
    """
    every = Body.objects.filter(key=span.body) if span.body else Body.objects.all()
    found = list(every)
    bodies = [body for body in found if sees_meetings(actor, body)]
    start, until = (datetime.combine(day, time(), tzinfo=OSLO) for day in (span.start, span.until))
    rows = visible.meetings(actor).filter(body__in=bodies, starts_at__gte=start, starts_at__lt=until)
    meetings = list(rows.exclude(state=Meeting.State.CANCELLED).select_related("body").order_by("starts_at"))
    planned = PlanEntry.objects.filter(
        body__in=found if span.body else bodies, day__gte=span.start, day__lt=span.until, removed_at=None
    )
    notices = notice_on(found[0], map(day_of, meetings)) if span.body and meetings else {}
    summonses = [
        _summons(meeting, row)
        for meeting in meetings
        if notices
        for row in summons_by(meeting, notices[day_of(meeting)])
    ]
    return [*map(_meeting, meetings), *map(_entry, planned.select_related("body")), *summonses]


def _summons(meeting: Meeting, row: PlanRow) -> Entry:
    return Entry(
        uid=f"summons-{meeting.uid}", summary=row.title, starts=row.day, ends=row.until, sequence=meeting.sequence
    )


def _meeting(meeting: Meeting) -> Entry:
    return Entry(
        uid=meeting.uid,
        summary=meeting.body.name,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        description=_("Papers and regrets: %(address)s") % {"address": letters.address_of(meeting)},
        location=meeting.place or meeting.video_link,
        sequence=meeting.sequence,
    )


def _entry(entry: PlanEntry) -> Entry:
    return Entry(
        uid=f"{entry.pk}@samstyring",
        summary=f"{entry.title} ({entry.body.name})",
        starts=entry.day,
        ends=(entry.last_day or entry.day) + timedelta(days=1),
        description=entry.note,
        sequence=entry.revision - 1,
    )


sources.register("governance.meetings", meetings_and_plans)
