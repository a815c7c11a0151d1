"""What waits before a meeting, as the work list asks. A fixed number of SQL statements each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from samstyring.charter import queries as charter
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import OSLO

from ..models import AgendaItem, Body, Case, CaseEdit, Meeting
from ..rules import readers
from ..rules.agenda import digest_of
from ..rules.meetings import Quarter, day_of, quarter_of
from ..rules.summons import clause_of_leader
from . import visible
from .bodies import body_of
from .meetings import EACH_QUARTER
from .quarters import meetings_of

AHEAD = 60


@dataclass(frozen=True)
class ToPrepare:
    """A meeting to come that is not ready."""

    meeting: Meeting
    items: int
    changed: int
    clause: str
    regrets: int = 0


def _start(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=OSLO)


def meetings_to_prepare(actor: Actor, today: date) -> list[ToPrepare]:
    """Return the meetings of the next weeks with how much is on the agenda and how much changed since it was sent."""
    meetings = list(
        visible.meetings(actor)
        .filter(
            state__in=[Meeting.State.PLANNED, Meeting.State.CALLED],
            starts_at__gte=_start(today),
            starts_at__lt=_start(today + timedelta(days=AHEAD)),
        )
        .select_related("body")
        .annotate(gone=Count("regrets", filter=Q(regrets__withdrawn_at__isnull=True)))
        .order_by("starts_at")
    )
    meetings = [meeting for meeting in meetings if readers.prepares(actor, meeting.body_id)]
    edits = CaseEdit.objects.filter(case=OuterRef("case")).order_by("-revision")
    listed = AgendaItem.objects.filter(meeting__in=meetings, state=AgendaItem.State.LISTED)
    items = list(listed.select_related("case").annotate(sent=Coalesce(Subquery(edits.values("revision")[:1]), 0)))
    clause = clause_of_leader(actor.powers) or ""
    return [
        ToPrepare(
            meeting=meeting,
            items=sum(1 for item in items if item.meeting_id == meeting.pk),
            changed=sum(1 for item in items if item.meeting_id == meeting.pk and item.sent < item.case.revision),
            clause=clause,
            regrets=meeting.gone,
        )
        for meeting in meetings
    ]


def summonses_to_approve(actor: Actor, today: date) -> list[ToPrepare]:
    """Return the frozen agendas of the bodies that the actor leads whose summons nobody has approved as it stands."""
    led = readers.bodies_led(actor)
    if not led:
        return []
    meetings = list(
        Meeting.objects.filter(
            body_id__in=led, state=Meeting.State.PLANNED, frozen_at__isnull=False, starts_at__gte=_start(today)
        )
        .select_related("body")
        .prefetch_related("items__case", "summons_approvals")
        .order_by("starts_at")
    )
    clause = clause_of_leader(actor.powers) or ""
    waiting = []
    for meeting in meetings:
        items = list(meeting.items.all())
        approvals = list(meeting.summons_approvals.all())
        if not approvals or approvals[-1].sha256 != digest_of(meeting, items):
            waiting.append(ToPrepare(meeting, len(items), 0, clause))
    return waiting


@dataclass(frozen=True)
class OpenQuarter:
    """A quarter that draws to its end without a meeting."""

    body: Body
    quarter: Quarter
    clause: str


def quarters_without_meeting(actor: Actor, today: date, days: int) -> list[OpenQuarter]:
    """Return the bodies that must meet each quarter and have no meeting in this one, so many days before its end."""
    now = quarter_of(today)
    if (now.last_day - today).days > days or not charter.term_on(today).in_force:
        return []
    rows = charter.obligations_checked_by(EACH_QUARTER, charter.edition_on(today).pk)
    bodies = {key: body_of(key) for key in {str(row.parameters.get("body")) for row in rows}}
    met = {
        meeting.body_id
        for body in bodies.values()
        for meeting in meetings_of(body)
        if now.first_day <= day_of(meeting) < now.until
    }
    found = []
    for row in rows:
        body = bodies.get(str(row.parameters.get("body")))
        if body is not None and body.pk not in met and readers.prepares(actor, body.pk):
            found.append(OpenQuarter(body, now, row.clause))
    return found


def my_drafts(actor: Actor) -> list[Case]:
    """Return the cases in preparation whose officer the actor is."""
    return list(Case.objects.filter(case_officer_id=actor.person_id, state=Case.State.DRAFT).order_by("created_at"))


def meetings_called(actor: Actor, today: date) -> list[Meeting]:
    """Return the meetings that the actor is called to and has not sent regrets for."""
    bodies = readers.bodies_seated(actor)
    if not bodies:
        return []
    seats = actor.scoped_ids("seat", *readers.SEATED)
    rows = Meeting.objects.filter(body_id__in=bodies, state=Meeting.State.CALLED, starts_at__gte=_start(today))
    gone = Count("regrets", filter=Q(regrets__seat_id__in=seats, regrets__withdrawn_at__isnull=True))
    return list(rows.annotate(gone=gone).filter(gone=0).select_related("body").order_by("starts_at"))
