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
from .queries.plan import sees_meetings
from .rules import letters


def meetings_and_plans(actor: Actor, span: Span) -> Sequence[Entry]:
    """Return them, those that the reader may read. Three SQL statements."""
    bodies = [body for body in Body.objects.all() if sees_meetings(actor, body)]
    start, until = (datetime.combine(day, time(), tzinfo=OSLO) for day in (span.start, span.until))
    rows = visible.meetings(actor).filter(body__in=bodies, starts_at__gte=start, starts_at__lt=until)
    meetings = rows.exclude(state=Meeting.State.CANCELLED).select_related("body").order_by("starts_at")
    entries = PlanEntry.objects.filter(body__in=bodies, day__gte=span.start, day__lt=span.until, removed_at=None)
    return [*map(_meeting, meetings), *map(_entry, entries.select_related("body"))]


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
