"""Meetings as pages show them: the plan by quarter, one meeting with its agenda, who it goes to, what was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, prefetch_related_objects

from samstyring.charter import queries as charter
from samstyring.charter.rules import Ruled
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date, today
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.records.calendar import Method

from ..models import (
    AgendaItem,
    Body,
    Case,
    CaseEdit,
    Delivery,
    Dispatch,
    Meeting,
    Minutes,
    Regrets,
    Seat,
    StandingInstruction,
    SummonsApproval,
)
from ..rules import readers
from ..rules.agenda import digest_of, in_order
from ..rules.meetings import COMING, Quarter, is_missed, quarter_of
from ..rules.publicity import Publicity
from ..rules.summons import clause_for
from . import visible
from .bodies import Leading, body_of, leading
from .groups import closed_bodies, secretariats_of
from .happened import SinceLast, since_last
from .invitations import method_of
from .leaders_away import LeaderAway, leader_away
from .publicity import of_meeting
from .quarters import QuarterMark, quarter_marks
from .recipients import Recipient, called
from .ruled import rule_of as rule_of

EACH_QUARTER = "governance.meeting_each_quarter"


def bodies_meeting_quarterly(on: date) -> list[Body]:
    """Return the bodies that the agreement asks to meet every quarter."""
    rows = charter.obligations_checked_by(EACH_QUARTER, charter.edition_on(on).pk)
    return [body_of(key) for key in dict.fromkeys(str(row.parameters.get("body")) for row in rows)]


def listed(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings that the actor may read, each with how many items it has."""
    return (
        visible.meetings(actor)
        .select_related("body")
        .annotate(item_count=Count("items", filter=~Q(items__state=AgendaItem.State.WITHDRAWN)))
    )


@dataclass(frozen=True)
class MeetingsPage:
    """The list of meetings: quarters of the year, those to come, and those that are over (a queryset for a table)."""

    year: int
    quarters: Sequence[tuple[Body, Sequence[QuarterMark]]]
    coming: Sequence[Meeting]
    missed: Sequence[Meeting]
    """Those whose day is past and that were neither held nor cancelled."""
    past: QuerySet[Meeting]

    @property
    def before(self) -> str:
        """Return the year before."""
        return str(self.year - 1)

    @property
    def after(self) -> str:
        """Return the year after."""
        return str(self.year + 1)


def meetings_page(actor: Actor, today: date, year: int | None = None) -> MeetingsPage:
    """Return the list of meetings."""
    year = year or today.year
    shown = bodies_meeting_quarterly(today)
    if not readers.reads_all(actor):
        mine = readers.bodies_led(actor) | readers.bodies_seated(actor)
        shown = [body for body in shown if body.pk in mine]
    called_or_planned = list(listed(actor).filter(state__in=COMING).order_by("starts_at"))
    return MeetingsPage(
        year=year,
        quarters=[(body, quarter_marks(body, year, today)) for body in shown],
        coming=[meeting for meeting in called_or_planned if not is_missed(meeting, today)],
        missed=[meeting for meeting in called_or_planned if is_missed(meeting, today)],
        past=listed(actor).exclude(state__in=COMING),
    )


@dataclass(frozen=True)
class ItemRow:
    """An item of the agenda with what is worth knowing about its paper."""

    item: AgendaItem
    readable: bool
    changed: bool
    first: bool
    last: bool

    @property
    def fixed(self) -> bool:
        """Tell whether it is one of the items that every meeting begins with."""
        return self.item.case.kind in (Case.Kind.AGENDA, Case.Kind.MINUTES)


@dataclass(frozen=True)
class DispatchRow:
    """Something that was sent, and how many it reached."""

    dispatch: Dispatch
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """Return how many it was sent to."""
        return sum(self.counts.values())

    @property
    def sent(self) -> int:
        """Return how many it was handed over to."""
        return self.counts.get(Delivery.State.SENT, 0)

    @property
    def waiting(self) -> int:
        """Return how many still wait to be sent."""
        return self.counts.get(Delivery.State.QUEUED, 0) + self.counts.get(Delivery.State.RETRY, 0)

    @property
    def failed(self) -> int:
        """Return how many it did not reach."""
        return self.counts.get(Delivery.State.FAILED, 0) + self.counts.get(Delivery.State.NO_ADDRESS, 0)


@dataclass(frozen=True)
class Authority:
    """What lets the summons go out, as it stands (LE-2): an approval of just this summons, or an instruction."""

    approval: SummonsApproval | None
    approval_holds: bool
    instruction: StandingInstruction | None
    clause: str

    @property
    def secretariat_may_send(self) -> bool:
        """Tell whether the secretariat may send without asking again."""
        return not self.clause or self.approval_holds or self.instruction is not None


@dataclass(frozen=True)
class MeetingPage:
    """One meeting, whole."""

    meeting: Meeting
    missed: bool
    """Its day is past, and it was neither held nor cancelled."""
    quarter: Quarter
    items: Sequence[ItemRow]
    sees_agenda: bool
    prepares: bool
    addable: Sequence[Case]
    recipients: Sequence[Recipient]
    leading: Leading
    authority: Authority
    notice: Ruled
    publicity: Publicity
    dispatches: Sequence[DispatchRow]
    regrets: Sequence[Regrets]
    my_seats: Sequence[Seat]
    unsent: int
    minutes: Minutes | None
    away: LeaderAway | None
    happened: SinceLast | None

    @property
    def is_coming(self) -> bool:
        """Tell whether it is not over."""
        return self.meeting.state in COMING

    @property
    def papers(self) -> Dispatch | None:
        """Return the summons that is sent, with its papers."""
        summonses = (row.dispatch for row in self.dispatches if row.dispatch.kind == Dispatch.Kind.SUMMONS)
        return next((dispatch for dispatch in summonses if dispatch.document_id), None)

    @property
    def reads_papers(self) -> bool:
        """Tell whether the reader comes to read the papers: they are sent, and another prepares the meeting."""
        return self.is_coming and self.sees_agenda and not self.prepares and self.papers is not None

    @property
    def can_regret(self) -> bool:
        """Tell whether regrets are left to send: for a seat of one's own, or of whoever has not."""
        gone = {regrets.seat_id for regrets in self.regrets}
        return self.prepares or any(seat.pk not in gone for seat in self.my_seats)

    @property
    def my_regrets(self) -> list[Regrets]:
        """Return the regrets for the reader's own seats."""
        mine = {seat.pk for seat in self.my_seats}
        return [regrets for regrets in self.regrets if regrets.seat_id in mine]

    @property
    def tells_states(self) -> bool:
        """Tell whether the items stand differently. Where each only is on the agenda, it need not be said of each."""
        listed = AgendaItem.State.LISTED
        told = self.prepares and self.meeting.called_at is None
        return told or any(
            row.item.state != listed or row.item.late or (self.prepares and row.changed) for row in self.items
        )


def meeting_page(pk: UUID, actor: Actor, today: date) -> MeetingPage:
    """Return a meeting's page, in a fixed number of SQL statements. Raises NotThere."""
    meeting = visible.meeting(pk, actor)
    prepares = readers.prepares(actor, meeting.body_id)
    sees = visible.sees_agenda(actor, meeting)
    items = _items(meeting.pk) if sees else []
    regrets = _regrets(meeting.pk)
    for item in items:
        item.meeting = meeting
    for row in regrets:
        row.meeting = meeting
    rows = item_rows(meeting, items, actor)
    prefetch_related_objects([meeting.body], "seats")
    recipients = called(meeting)
    led = leading(meeting.body, today)
    seats = {seat.pk: seat for seat in meeting.body.seats.all()}
    mine = [seats[UUID(key)] for key in sorted(actor.scoped_ids("seat", *readers.SEATED)) if UUID(key) in seats]
    return MeetingPage(
        meeting=meeting,
        missed=is_missed(meeting, today),
        quarter=quarter_of(meeting.starts_at),
        items=rows,
        sees_agenda=sees,
        prepares=prepares,
        addable=addable(meeting) if prepares and meeting.state in COMING[:2] and not is_missed(meeting, today) else [],
        recipients=recipients,
        leading=led,
        authority=authority_of(meeting, items, actor, led.instruction),
        notice=rule_of(meeting, "notice_days"),
        publicity=of_meeting(meeting),
        dispatches=dispatch_rows(meeting),
        regrets=regrets,
        my_seats=mine,
        unsent=sum(1 for row in rows if row.changed) if meeting.called_at else 0,
        minutes=_minutes.first(meeting.pk),
        away=leader_away(meeting, regrets),
        happened=since_last(meeting) if sees and meeting.state != Meeting.State.CANCELLED else None,
    )


@Prepared
def _items(meeting_id: UUID) -> "QuerySet[AgendaItem]":
    return AgendaItem.objects.filter(meeting_id=meeting_id).select_related("case__case_officer")


@Prepared
def _regrets(meeting_id: UUID) -> "QuerySet[Regrets]":
    rows = Regrets.objects.filter(meeting_id=meeting_id, withdrawn_at__isnull=True)
    return rows.select_related("seat", "person", "evidence__file")


@Prepared
def _minutes(meeting_id: UUID) -> "QuerySet[Minutes]":
    return Minutes.objects.filter(meeting_id=meeting_id)


def item_rows(meeting: Meeting, items: Sequence[AgendaItem], actor: Actor) -> list[ItemRow]:
    """Return the items with whether their paper was changed since it was sent. Two SQL statements."""
    sent = dict(_last_sent([item.case_id for item in items]))
    readable = visible.readable_cases(actor, [item.case_id for item in items])
    open_states = (AgendaItem.State.LISTED, AgendaItem.State.OPEN)
    return [
        ItemRow(
            item=item,
            readable=item.case_id in readable,
            changed=item.state in open_states and sent.get(item.case_id, 0) < item.case.revision,
            first=index == 0,
            last=index == len(items) - 1,
        )
        for index, item in enumerate(items)
    ]


@Prepared
def _last_sent(cases: Sequence[UUID]) -> "QuerySet[CaseEdit, tuple[UUID, int]]":
    rows = CaseEdit.objects.filter(case_id__in=cases).values_list("case_id")
    return rows.annotate(last=Max("revision"))


def addable(meeting: Meeting) -> list[Case]:
    """Return the cases that can be put on this agenda, as far as their state goes: the body's own, then those to advise on."""
    bodies = [meeting.body_id, meeting.body.prepares_for_id]
    rows = Case.objects.filter(body_id__in=bodies, state=Case.State.DRAFT).exclude(items__meeting=meeting)
    return sorted(rows.select_related("body").order_by("created_at"), key=lambda case: case.body_id != meeting.body_id)


def authority_of(
    meeting: Meeting, items: Sequence[AgendaItem], actor: Actor, instruction: StandingInstruction | None
) -> Authority:
    """Return on what authority the summons can go out, as it stands. One SQL statement."""
    approval = _last_approval.first(meeting.pk)
    return Authority(
        approval=approval,
        approval_holds=approval is not None and approval.sha256 == digest_of(meeting, items),
        instruction=instruction,
        clause=clause_for(meeting.body, actor.powers) or "",
    )


@Prepared
def _last_approval(meeting_id: UUID) -> "QuerySet[SummonsApproval]":
    rows = SummonsApproval.objects.filter(meeting_id=meeting_id).select_related("approved_by", "evidence")
    return rows.order_by("-approved_at")[:1]


def dispatch_rows(meeting: Meeting) -> list[DispatchRow]:
    """Return what was sent about a meeting, the last first, with how many it reached. Two SQL statements."""
    dispatches = _dispatches(meeting.pk)
    counts: dict[UUID, dict[str, int]] = {}
    for dispatch_id, state, number in _delivered([dispatch.pk for dispatch in dispatches]):
        counts.setdefault(dispatch_id, {})[state] = number
    return [DispatchRow(dispatch, counts.get(dispatch.pk, {})) for dispatch in dispatches]


@Prepared
def _dispatches(meeting_id: UUID) -> "QuerySet[Dispatch]":
    rows = Dispatch.objects.filter(meeting_id=meeting_id).order_by("-sent_at")
    return rows.select_related("document__file", "document__release", "sent_by")


@Prepared
def _delivered(dispatches: Sequence[UUID]) -> "QuerySet[Delivery, tuple[UUID, str, int]]":
    rows = Delivery.objects.filter(dispatch_id__in=dispatches).order_by()
    return rows.values_list("dispatch_id", "state").annotate(number=Count("pk"))


@dataclass(frozen=True)
class DispatchPage:
    """Something that was sent: the letter as it stood, and every recipient.

    `secretariat` is the one that it is from where no person sent it.
    """

    dispatch: Dispatch
    deliveries: Sequence[Delivery]
    invitation: Method | None
    secretariat: str


def dispatch_page(pk: UUID, actor: Actor) -> DispatchPage:
    """Return what was sent, for those who prepare the body's meetings. Raises NotThere."""
    found = Dispatch.objects.select_related("meeting__body", "document__file", "sent_by").filter(pk=pk).first()
    if found is None or not readers.prepares(actor, found.meeting.body_id):
        raise NotThere
    deliveries = list(found.deliveries.select_related("person").order_by("person__sort_key"))
    serves = secretariats_of(found.meeting.body, local_date(found.sent_at)).serves
    name = serves.name if serves else charter.cooperation().name
    return DispatchPage(found, deliveries, method_of(found), name)


def item(pk: UUID, actor: Actor) -> AgendaItem:
    """Return an item of an agenda that the actor may see. Raises NotThere."""
    found = AgendaItem.objects.select_related("meeting__body", "case").filter(pk=pk).first()
    if found is None or found.meeting_id is None:
        raise NotThere
    meeting = visible.meeting(found.meeting_id, actor)
    if not visible.sees_agenda(actor, meeting):
        raise NotThere
    return found


def regrets(pk: UUID, actor: Actor) -> Regrets:
    """Return regrets of a meeting that the actor may read. Raises NotThere."""
    found = Regrets.objects.select_related("meeting__body", "seat", "person").filter(pk=pk).first()
    if found is None:
        raise NotThere
    visible.meeting(found.meeting_id, actor)
    return found


def delivery(pk: UUID) -> Delivery:
    """Return a delivery: what a link to send regrets is about. Raises NotThere."""
    found = Delivery.objects.select_related("dispatch__meeting__body", "person").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def seats_that_can_regret(meeting: Meeting) -> list[tuple[str, str]]:
    """Return the seats of a meeting's body that have a holder and have not sent regrets, as choices."""
    gone = set(meeting.regrets.filter(withdrawn_at__isnull=True).values_list("seat_id", flat=True))
    return [
        (str(recipient.seat.pk), f"{recipient.seat.name}: {recipient.person.name}")
        for recipient in called(meeting)
        if recipient.seat is not None and recipient.seat.pk not in gone
    ]


def items_to_freeze(meeting: Meeting) -> list[AgendaItem]:
    """Return the items in the order that freezing gives them, before the approvals that come first by themselves."""
    return in_order(list(meeting.items.select_related("case")))


def body_ids() -> list[UUID]:
    """Return the id of every body."""
    return list(Body.objects.values_list("pk", flat=True))


def bodies_to_plan(actor: Actor) -> list[tuple[str, str]]:
    """Return the bodies that the actor may plan meetings for, as choices. Councils answer each at home, and never meet."""
    bodies = Body.objects.exclude(kind=Body.Kind.COUNCIL).exclude(pk__in=closed_bodies(today()))
    return [
        (body.key, body.name)
        for body in bodies.order_by("position")
        if actor.may("governance.plan_meeting", f"body:{body.pk}")
    ]
