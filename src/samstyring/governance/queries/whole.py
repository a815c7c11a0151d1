"""What waits in governance for anybody: rows of the secretariat's work list. A fixed number of SQL statements each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.kernel.reading import remembered
from samstyring.parties.models import Office, OfficeHolding, Organisation
from samstyring.records.models import TakenOverDecision

from ..models import (
    Action,
    Body,
    Case,
    Decision,
    Designation,
    GroupMandate,
    InputAsk,
    InputParty,
    InputReport,
    InputRequest,
    Meeting,
    Minutes,
    PlanEntry,
    Proposal,
    Seat,
    SeatHolding,
    WrittenProcedure,
)
from ..rules.bodies import follows_office, is_gone
from ..rules.cases import BEFORE_TREATMENT, SETTLED
from ..rules.proposals import PARTY
from . import deadlines, extensions, from_before
from .groups import newest_on
from .reviews import PASSING, in_force, with_holding

AHEAD = timedelta(days=120)
"""How far ahead a period's end, a review or an entry of the yearly plan is told."""


def unfinished() -> list[Action]:
    """Return every follow-up that is not closed, with its deadline in force and the more time asked for. One statement."""
    rows = Action.objects.filter(state__in=[Action.State.OPEN, Action.State.REPORTED])
    rows = extensions.with_asked(deadlines.with_due(rows)).select_related("decision__body__leader_office")
    return list(rows.select_related("decision__body__leader_office", "organisation").order_by("due"))


@remembered
def not_done_with() -> list[Minutes]:
    """Return minutes out for comment, and approved ones that nobody has signed or released. One statement."""
    sent = Q(state=Minutes.State.SENT)
    approved = Q(state=Minutes.State.APPROVED) & (Q(signature__isnull=True) | Q(document__release__isnull=True))
    rows = Minutes.objects.filter(sent | approved).select_related(
        "meeting__body__leader_office", "meeting__chair", "meeting__minute_taker", "signature", "document__release"
    )
    return list(rows.order_by("meeting__starts_at"))


def confirmers(proposals: Iterable[Proposal]) -> dict[str, str]:
    """Name whoever confirms the conditions of proposals, by the key stored there. At most one statement."""
    keys = {row.condition_confirmed_by for row in proposals}
    parties = [key.removeprefix(PARTY) for key in keys if key.startswith(PARTY)]
    rows = Organisation.objects.filter(pk__in=parties) if parties else []
    return {"secretariat": _("the secretariat"), "leader": _("the leader")} | {
        f"{PARTY}{row.pk}": row.name for row in rows
    }


def to_review(on: date) -> list[Decision | TakenOverDecision]:
    """Return the decisions in force whose day for review is past or near, those taken over too. Two statements."""
    rows = Decision.objects.exclude(case__kind__in=PASSING).exclude(way=Decision.Way.NOTED)
    rows = in_force(with_holding(rows), on).filter(review_on__lte=on + AHEAD)
    earlier = in_force(from_before.with_holding(TakenOverDecision.objects.all()), on).filter(review_on__lte=on + AHEAD)
    return [*rows.order_by("review_on"), *earlier.order_by("review_on")]


def in_preparation() -> list[Case]:
    """Return the cases that are not on an agenda yet. One statement."""
    rows = Case.objects.filter(state=Case.State.DRAFT).select_related("case_officer", "body")
    return list(rows.order_by("created_at"))


def called() -> list[Meeting]:
    """Return the meetings that are called and not yet open. One statement."""
    return list(Meeting.objects.filter(state=Meeting.State.CALLED).select_related("body").order_by("starts_at"))


def frozen_and_not_called(on: date) -> list[Meeting]:
    """Return the meetings to come whose agenda is frozen and whose summons has not gone. One statement."""
    rows = Meeting.objects.filter(state=Meeting.State.PLANNED, frozen_at__isnull=False, starts_at__date__gte=on)
    return list(rows.select_related("body__leader_office").order_by("starts_at"))


@dataclass(frozen=True)
class Silent:
    """A case on which municipalities are asked and have not answered, by the latest day that they were given."""

    case: Case
    answer_by: date
    organisations: Sequence[Organisation]


def silent_on_cases() -> list[Silent]:
    """Return the cases before treatment on which somebody asked is silent, and has not left. At most four statements."""
    asks = (
        InputAsk.objects.filter(request__case__state__in=BEFORE_TREATMENT)
        .select_related("organisation", "request__case")
        .order_by("request__asked_at", "organisation__sort_key")
    )
    requests: dict[Case, InputRequest] = {}
    asked: dict[Case, dict[object, Organisation]] = {}
    for ask in asks:
        requests[ask.request.case] = ask.request
        asked.setdefault(ask.request.case, {})[ask.organisation_id] = ask.organisation
    if not asked:
        return []
    answered = set(
        InputParty.objects.filter(input__case__in=list(asked)).values_list("input__case_id", "organisation_id")
    )
    found, gone = [], charter.gone_on(clock.today())
    for case, organisations in asked.items():
        silent = [row for key, row in organisations.items() if (case.pk, key) not in answered and row.pk not in gone]
        if silent:
            found.append(Silent(case, requests[case].answer_by, silent))
    return found


def unreported() -> list[tuple[Case, Seat]]:
    """Return the settled cases on which a seat asked, and those asked have heard nothing back. Two statements."""
    asks = InputAsk.objects.filter(request__case__state__in=SETTLED, seat__isnull=False).order_by()
    told = list(InputReport.objects.values_list("case_id", "seat_id"))
    whole = {case_id for case_id, seat_id in told if seat_id is None}
    pairs = asks.exclude(request__case__in=whole).values_list("request__case_id", "seat_id").distinct()
    waiting = set(pairs) - set(told)
    if not waiting:
        return []
    cases = Case.objects.in_bulk({case_id for case_id, _seat in waiting})
    seats = Seat.objects.in_bulk({seat_id for _case, seat_id in waiting})
    found = [(cases[case_id], seats[seat_id]) for case_id, seat_id in waiting]
    return sorted(found, key=lambda pair: (pair[0].reference, pair[1].position))


@dataclass(frozen=True)
class Gaps:
    """What the registers lack: seats and offices without a holder, and periods and mandates of groups that end soon."""

    seats: Sequence[Seat]
    offices: Sequence[Office]
    ending: Sequence[SeatHolding | OfficeHolding | Designation]
    mandates: Sequence[GroupMandate]


def gaps(on: date) -> Gaps:
    """Return the seats and named offices without a holder, and the periods that end soon. Six statements."""
    holdings = list(SeatHolding.objects.on(on).select_related("seat__body", "person"))
    offices = list(OfficeHolding.objects.on(on).select_related("office__organisation", "person"))
    designations = list(Designation.objects.on(on).select_related("body__leader_office", "designated"))
    newest = newest_on(on)
    closed = [key for key, mandate in newest.items() if mandate.closes]
    filled = {row.office.key for row in offices}
    filled |= {row.body.leader_office.key for row in designations if row.body.leader_office}
    taken = {row.seat_id for row in holdings}
    seats = Seat.objects.exclude(body__kind=Body.Kind.COUNCIL).exclude(body__in=closed).exclude(pk__in=taken)
    vacant = [
        seat for seat in seats.select_related("body") if not is_gone(seat, taken) and follows_office(seat) not in filled
    ]
    held = {row.office_id for row in offices}
    unfilled = Office.objects.filter(key__isnull=False).exclude(pk__in=held).select_related("organisation")
    last = on + AHEAD
    return Gaps(
        seats=sorted(vacant, key=lambda seat: (seat.body.position, seat.position)),
        offices=list(unfilled.order_by("title")),
        ending=[row for row in (*holdings, *offices, *designations) if row.until is not None and row.until <= last],
        mandates=[row for row in newest.values() if not row.closes and row.until is not None and row.until <= last],
    )


def plan_ahead(on: date) -> list[PlanEntry]:
    """Return what the yearly plans hold from a day on and some time ahead. One statement."""
    rows = PlanEntry.objects.filter(removed_at__isnull=True, day__lte=on + AHEAD)
    rows = rows.filter(Q(day__gte=on) | Q(last_day__gte=on))
    return list(rows.select_related("body").order_by("day"))


def in_writing() -> list[WrittenProcedure]:
    """Return the written procedures that are prepared or out for answers. One statement."""
    states = [WrittenProcedure.State.PREPARED, WrittenProcedure.State.OPEN]
    rows = WrittenProcedure.objects.filter(state__in=states).select_related("body__leader_office", "case")
    return list(rows.order_by("answer_by"))
