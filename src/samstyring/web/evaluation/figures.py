"""The figures of a period: meetings, decisions, time, follow-up, and who takes part. Each a table with its reading."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from uuid import UUID

from django.db.models import Count, Max, Min, OuterRef, Subquery
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.charter.models import Accession
from samstyring.charter.rules import size_group_of
from samstyring.governance.models import Action, ActionReport, Attendance, Body, Decision, Meeting, Seat
from samstyring.governance.queries.deadlines import with_due
from samstyring.governance.queries.reviews import PASSING
from samstyring.kernel import clock
from samstyring.kernel.keeping import book
from samstyring.parties.models import Group, GroupMembership, Population
from samstyring.portfolio.models import Answer, Participation, stands_on
from samstyring.ui import formats

Row = Sequence[str]
ACCEPTED = (Answer.Kind.ACCEPT, Answer.Kind.RESERVE)


@dataclass(frozen=True)
class Section:
    """One table of figures: what it is of, how it is counted, its columns and rows. The first column is its heading."""

    heading: str
    note: str
    columns: Sequence[str]
    rows: Sequence[Row]


@dataclass(frozen=True)
class Span:
    """The period asked about, [start, until)."""

    start: date
    until: date

    @property
    def last_day(self) -> date:
        """Return its last day."""
        return self.until - timedelta(days=1)


def gathered(span: Span) -> list[Section]:
    """Return all the figures of a period, by what is known today. Kept until an act writes something of it."""
    with book("the figures of a period", span, get_language()) as kept:
        return list(kept.share("sections", lambda: tuple(_gathered(span))))


def _gathered(span: Span) -> list[Section]:
    decisions = list(
        Decision.objects.filter(decided_on__gte=span.start, decided_on__lt=span.until)
        .exclude(case__kind__in=PASSING)
        .exclude(way=Decision.Way.NOTED)
        .select_related("body", "case")
        .order_by("body__name")
    )
    return [
        meetings(span),
        ways(decisions),
        durations(decisions),
        follow_up(span),
        *participation(span),
    ]


def share(part: int, whole: int) -> str:
    """Return a share in per cent, or a dash of nothing."""
    return formats.percent(part / whole) if whole else formats.EN_DASH


def meetings(span: Span) -> Section:
    """Return the meetings held by each body, and how many of the seats with a say were there. Two SQL statements."""
    rows = Meeting.objects.filter(
        state=Meeting.State.HELD, starts_at__date__gte=span.start, starts_at__date__lt=span.until
    ).select_related("body")
    voting = Seat.objects.filter(kind=Seat.Kind.VOTING, body=OuterRef("body")).order_by().values("body")
    seats = voting.annotate(count=Count("pk")).values("count")
    held: dict[Body, list[UUID]] = defaultdict(list)
    seats_of: dict[UUID, int] = {}
    for meeting in rows.annotate(seats=Subquery(seats)).order_by("body__name"):
        held[meeting.body].append(meeting.pk)
        seats_of[meeting.body_id] = meeting.seats or 0
    last: dict[tuple[UUID, UUID], bool] = {}
    seen = Attendance.objects.filter(meeting__in=rows.values("pk"), seat__kind=Seat.Kind.VOTING).order_by("sequence")
    for meeting_id, seat_id, present in seen.values_list("meeting_id", "seat_id", "present"):
        last[meeting_id, seat_id] = present
    table = []
    for body, ids in held.items():
        there = sum(present for (meeting_id, _seat), present in last.items() if meeting_id in ids)
        table.append((body.name, formats.number(len(ids)), share(there, seats_of[body.pk] * len(ids))))
    return Section(
        _("Meetings held"),
        _("Attendance is the seats with a say that were there, of those that the body has."),
        (_("Body"), _("Meetings"), _("Attendance")),
        table,
    )


def _by_body(decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        found[decision.body.name].append(decision)
    return found


def ways(decisions: Sequence[Decision]) -> Section:
    """Return how the decisions of each body came about."""
    table = []
    for body, rows in _by_body(decisions).items():
        consensus = sum(1 for row in rows if row.way == Decision.Way.CONSENSUS)
        leader = sum(1 for row in rows if row.way == Decision.Way.LEADER)
        counts = (len(rows), consensus, leader, len(rows) - consensus - leader)
        table.append((body, *(formats.number(count) for count in counts), share(consensus, len(rows))))
    return Section(
        _("Decisions, and how they came about"),
        _("Approvals of agenda and minutes, and what a body took note of, are not counted."),
        (_("Body"), _("Decisions"), _("Consensus"), _("The leader decided"), _("Another way"), _("Share by consensus")),
        table,
    )


def durations(decisions: Sequence[Decision]) -> Section:
    """Return how long it took from a case was opened until it was decided."""
    table = []
    for body, rows in _by_body(row for row in decisions if row.registered_on == row.decided_on).items():
        waited = [max((row.decided_on - clock.local_date(row.case.created_at)).days, 0) for row in rows]
        table.append((body, *(_("%(count)s days") % {"count": formats.number(each)} for each in _spread(waited))))
    return Section(
        _("From case to decision"),
        _("From the day the case was opened here. Decisions registered late are left out."),
        (_("Body"), _("Shortest"), _("Median"), _("Longest")),
        table,
    )


def _spread(values: Sequence[int]) -> tuple[int, int, int]:
    return min(values), round(median(values)), max(values)


def follow_up(span: Span) -> Section:
    """Return what came of the follow-up whose deadline in force was in the period. One SQL statement."""
    done_on = (
        ActionReport.objects.filter(action=OuterRef("pk"), done=True)
        .order_by()
        .values("action")
        .annotate(first=Min("reported_at"))
        .values("first")
    )
    rows = with_due(Action.objects.filter(decision__decided_on__lt=span.until)).annotate(done_at=Subquery(done_on))
    counted = [row for row in rows if span.start <= row.due < span.until]
    kept = [row for row in counted if row.state == Action.State.DROPPED]
    finished = [row for row in counted if row.state in (Action.State.DONE, Action.State.REPORTED)]
    in_time = [row for row in finished if row.done_at is not None and clock.local_date(row.done_at) <= row.due]
    open_ = [row for row in counted if row.state == Action.State.OPEN]
    extended = [row for row in counted if row.due != row.deadline]
    figures = (
        (_("With a deadline in the period"), counted),
        (_("Done, or reported done"), finished),
        (_("Reported done in time"), in_time),
        (_("Given more time"), extended),
        (_("Dropped"), kept),
        (_("Not done"), open_),
    )
    return Section(
        _("Follow-up of decisions"),
        _("By the deadline in force. Done in time is told by the first report that said so."),
        (_("Follow-up"), _("Count"), _("Share")),
        [(label, formats.number(len(found)), share(len(found), len(counted))) for label, found in figures],
    )


def participation(span: Span) -> list[Section]:
    """Return who takes part in projects, by district and by size group. At most six SQL statements."""
    parties = set(Accession.objects.overlapping(span.start, span.until).values_list("organisation_id", flat=True))
    places = _places(span)
    note = _("A party takes part when it has accepted to own a project or take part in it, by the end of the period.")
    found = []
    several = _("A party in several districts is counted in each.")
    twice = f"{note} {several}"
    for heading, label, words, groups in (
        (_("Taking part, by district"), _("District"), twice, districts(span, parties)),
        (_("Taking part, by size"), _("Size group"), note, sizes(span, parties)),
    ):
        table = []
        for name, members in groups.items():
            taking = [member for member in members if places.get(member)]
            per_party = sum(places.get(member, 0) for member in members) / len(members)
            row = (len(members), len(taking))
            table.append((name, *(formats.number(n) for n in row), share(len(taking), len(members)), tenths(per_party)))
        columns = (label, _("Parties"), _("Taking part"), _("Share"), _("Projects per party"))
        found.append(Section(heading, words, columns, table))
    return found


def tenths(value: float) -> str:
    """Return a number with one decimal."""
    return formats.number(round(value, 1), 1)


def _places(span: Span) -> dict[UUID, int]:
    """Return in how many projects each organisation had accepted a place by the end of the period."""
    answers = Answer.objects.filter(participation=OuterRef("pk"), answered_on__lt=span.until).order_by("-sequence")
    rows = Participation.objects.filter(stands_on(span.last_day)).exclude(role=Participation.Role.NEXT_OWNER)
    rows = rows.annotate(last=Subquery(answers.values("kind")[:1])).filter(last__in=ACCEPTED).order_by()
    counted = rows.values("organisation_id").annotate(places=Count("project_id", distinct=True))
    return {row["organisation_id"]: row["places"] for row in counted}


def districts(span: Span, parties: set[UUID]) -> Mapping[str, list[UUID]]:
    """Return the parties by district on the last day of a period. One SQL statement."""
    rows = GroupMembership.objects.on(span.last_day).filter(group__kind=Group.Kind.DISTRICT, organisation__in=parties)
    found: dict[str, list[UUID]] = defaultdict(list)
    for name, organisation in rows.order_by("group__sort_key").values_list("group__name", "organisation_id"):
        found[name].append(organisation)
    return _with_rest(found, parties, _("No district"))


def sizes(span: Span, parties: set[UUID]) -> Mapping[str, list[UUID]]:
    """Return the parties by size group on the last day of a period. One SQL statement."""
    groups = charter.said("size_group", span.last_day) or []
    newest = (
        Population.objects.filter(organisation=OuterRef("organisation"), date__lte=span.last_day)
        .order_by()
        .values("organisation")
        .annotate(at=Max("date"))
        .values("at")
    )
    rows = Population.objects.filter(organisation__in=parties, date=Subquery(newest))
    found: dict[str, list[UUID]] = {str(group["name"]): [] for group in groups}
    for organisation, number in rows.values_list("organisation_id", "number"):
        if name := size_group_of(number, groups):
            found[name].append(organisation)
    return _with_rest({name: members for name, members in found.items() if members}, parties, _("Not known"))


def _with_rest(groups: Mapping[str, list[UUID]], parties: set[UUID], words: str) -> Mapping[str, list[UUID]]:
    """Add those in no group, so that none is left out."""
    rest = parties - {member for members in groups.values() for member in members}
    return {**groups, words: sorted(rest)} if rest else groups
