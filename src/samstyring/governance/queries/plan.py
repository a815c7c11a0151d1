"""A body's year: its meetings, themes and deadlines in one list, the wheel, and next year as it would be planned (SG-6).

Themes and deadlines are for everyone signed in. Meetings, and what is said of quarters without one, are for those who
may read the body's meetings.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.charter.rules import Ruled
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import OSLO
from samstyring.kernel.errors import NotThere
from samstyring.ui import formats

from ..models import Body, Meeting, PlanEntry
from ..rules import readers
from ..rules.meetings import day_of, quarter_of
from ..rules.plan import run_next_year, same_week_next_year
from ..rules.wheel import DEADLINE, MEETING, THEME, Item, Wheel, wheel
from . import visible
from .bodies import body
from .meetings import bodies_meeting_quarterly
from .quarters import QuarterMark, quarter_marks


@dataclass(frozen=True)
class PlanRow:
    """A line of the year: a meeting, an entry, or the last day for papers to a meeting (neither is stored twice)."""

    number: int
    day: date
    title: str
    kind: str
    kind_words: str
    last_day: date | None = None
    note: str = ""
    meeting: Meeting | None = None
    entry: PlanEntry | None = None

    @property
    def shape(self) -> str:
        """Return how the wheel draws it."""
        return {MEETING: MEETING, PlanEntry.Kind.THEME: THEME}.get(self.kind, DEADLINE)

    @property
    def until(self) -> date:
        """Return the first day after it."""
        return (self.last_day or self.day) + timedelta(days=1)


@dataclass(frozen=True)
class PlanPage:
    """A body's year, whole. `sees_meetings` is false for a reader who may not read when the body meets."""

    body: Body
    year: int
    today: date
    rows: Sequence[PlanRow]
    quarters: Sequence[QuarterMark]
    sees_meetings: bool
    notice: Ruled

    @cached_property
    def gaps(self) -> list[QuarterMark]:
        """Return the quarters without a meeting, of those that the agreement asks one in."""
        return [mark for mark in self.quarters if mark.state in ("na", "due", "broken")]

    @property
    def wheel(self) -> Wheel:
        """Return the year drawn."""
        items = [Item(row.number, row.day, row.last_day, row.shape) for row in self.rows]
        return wheel(self.year, items, [mark.quarter.number for mark in self.gaps], self.today)


def plan_page(key: str, actor: Actor, today: date, year: int) -> PlanPage:
    """Return a body's year, in a fixed number of SQL statements. Raises NotThere."""
    found = body(key)
    sees = sees_meetings(actor, found)
    meets_quarterly = sees and found in bodies_meeting_quarterly(today)
    quarters = quarter_marks(found, year, today) if meets_quarterly else []
    meetings = meetings_of(found, actor, year)
    notices = notice_on(found, [today, *map(day_of, meetings)])
    return PlanPage(
        body=found,
        year=year,
        today=today,
        rows=rows_of(found, meetings, year, notices, [day for mark in quarters for day in mark.taken_over]),
        quarters=quarters,
        sees_meetings=sees,
        notice=notices[max(notices)],
    )


def notice_on(of: Body, days: Iterable[date]) -> dict[date, Ruled]:
    """Return the notice that the body's rules ask for on each of some days: a meeting is called under those of its day.

    Two SQL statements, and at most three for each version of the rules that holds on one of the days.
    """
    begins = sorted(row.in_force_from for row in charter.adopted_rules(of.key) if row.in_force_from is not None)
    found: dict[int, Ruled] = {}
    ruled = {}
    for day in days:
        version = bisect_right(begins, day)
        if version not in found:
            found[version] = charter.rule_on("notice_days", day, of.key)
        ruled[day] = found[version]
    return ruled


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of lines, as choices."""
    return [(MEETING, _("Meeting")), *((kind.value, capfirst(str(kind.label))) for kind in PlanEntry.Kind)]


def sees_meetings(actor: Actor, of: Body) -> bool:
    """Tell whether the actor reads when a body meets."""
    return readers.prepares(actor, of.pk) or of.pk in readers.bodies_seated(actor)


def rows_of(
    of: Body,
    meetings: Sequence[Meeting],
    year: int,
    notices: Mapping[date, Ruled],
    taken_over: Sequence[date] = (),
) -> list[PlanRow]:
    """Return what stands in a body's year, by day and numbered. One SQL statement.

    `notices` are the rules on the days of the meetings, `taken_over` the days on which the body met by decisions that were
    taken over from before.
    """
    rows = [row for meeting in meetings for row in _of_meeting(meeting, year, notices[day_of(meeting)])]
    met = {row.day for row in rows if row.meeting}
    before = _("From decisions that were taken over.")
    rows += [PlanRow(0, day, _("Meeting"), MEETING, _("Meeting"), note=before) for day in taken_over if day not in met]
    rows += [
        PlanRow(0, each.day, each.title, each.kind, each.get_kind_display(), each.last_day, each.note, entry=each)
        for each in entries_of(of, year)
    ]
    rows.sort(key=lambda row: (row.day, row.title))
    return [replace(row, number=number) for number, row in enumerate(rows, 1)]


def _of_meeting(meeting: Meeting, year: int, notice: Ruled) -> Iterator[PlanRow]:
    """Yield a meeting, and the last day for its summons where the rules say one."""
    day = day_of(meeting)
    title = _("Extraordinary meeting") if meeting.extraordinary else _("Meeting")
    parts = (meeting.get_state_display(), formats.clock(meeting.starts_at), meeting.place)
    note = capfirst(", ".join(part for part in parts if part))
    yield PlanRow(0, day, title, MEETING, _("Meeting"), note=note, meeting=meeting)
    yield from (row for row in summons_by(meeting, notice) if row.day.year == year)


def summons_by(meeting: Meeting, notice: Ruled) -> Iterator[PlanRow]:
    """Yield the last day for a meeting's summons, where the rules say one."""
    if not notice.regulated or meeting.extraordinary:
        return
    day = day_of(meeting)
    last = day - timedelta(days=int(notice.value))
    words = _("The summons to the meeting on %(day)s goes out at the latest") % {"day": formats.day(day)}
    yield PlanRow(0, last, words, PlanEntry.Kind.PAPERS, str(PlanEntry.Kind.PAPERS.label))


def meetings_of(of: Body, actor: Actor, year: int) -> list[Meeting]:
    """Return the meetings of a year that the actor may read, without the cancelled. One SQL statement."""
    rows = visible.meetings(actor).filter(
        body=of, starts_at__gte=datetime(year, 1, 1, tzinfo=OSLO), starts_at__lt=datetime(year + 1, 1, 1, tzinfo=OSLO)
    )
    return list(rows.exclude(state=Meeting.State.CANCELLED).select_related("body").order_by("starts_at"))


def entries_of(of: Body, year: int) -> list[PlanEntry]:
    """Return the themes and deadlines of a year. One SQL statement."""
    return list(PlanEntry.objects.filter(body=of, day__year=year, removed_at=None).select_related("body"))


def entry(pk: UUID) -> PlanEntry:
    """Return an entry that stands in a plan. Raises NotThere."""
    found = PlanEntry.objects.select_related("body").filter(pk=pk, removed_at=None).first()
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True)
class Proposed:
    """A line of next year as proposed: from what, on which days, and why it is not chosen beforehand."""

    row: str
    title: str
    was: date
    was_until: date
    day: date
    last_day: date | None
    entry: PlanEntry | None = None
    meeting: Meeting | None = None
    already: str = ""


@dataclass(frozen=True)
class NextYear:
    """Next year as it would be planned from this one. `gaps` are the quarters that would still have no meeting."""

    body: Body
    year: int
    rows: Sequence[Proposed]
    gaps: Sequence[int]


def next_year(of: Body, actor: Actor, today: date, year: int) -> NextYear:
    """Return how `year` would be planned from the year before. Nothing is made. A fixed number of SQL statements."""
    before = [row for row in meetings_of(of, actor, year - 1) if not row.extraordinary]
    there = {day_of(meeting) for meeting in meetings_of(of, actor, year)}
    entries = entries_of(of, year - 1)
    copied = dict(
        PlanEntry.objects.filter(copied_from__in=entries, removed_at=None).values_list("copied_from_id", "day")
    )
    rows = [_meeting_proposed(meeting, there, today) for meeting in before]
    rows += [_entry_proposed(each, copied.get(each.pk)) for each in entries]
    rows.sort(key=lambda row: (row.was, row.title))
    days = there | {row.day for row in rows if row.meeting and not row.already}
    met = {quarter_of(day).number for day in days}
    asked = of in bodies_meeting_quarterly(today)
    numbered = [replace(row, row=str(place)) for place, row in enumerate(rows)]
    return NextYear(of, year, numbered, [number for number in (1, 2, 3, 4) if asked and number not in met])


def _meeting_proposed(meeting: Meeting, there: set[date], today: date) -> Proposed:
    """Propose a meeting, unless one is planned that week already, or the day is past."""
    was = day_of(meeting)
    day = same_week_next_year(was)
    near = next((each for each in sorted(there) if each.isocalendar()[:2] == day.isocalendar()[:2]), None)
    already = ""
    if near is not None:
        already = _("A meeting is planned on %(day)s already.") % {"day": formats.day(near)}
    elif day <= today:
        already = _("That day is over.")
    return Proposed("", _("Meeting"), was, was + timedelta(days=1), day, None, meeting=meeting, already=already)


def _entry_proposed(entry: PlanEntry, copied: date | None) -> Proposed:
    day, last_day = run_next_year(entry.day, entry.last_day)
    until = (entry.last_day or entry.day) + timedelta(days=1)
    already = _("Planned on %(day)s already.") % {"day": formats.day(copied)} if copied else ""
    return Proposed("", entry.title, entry.day, until, day, last_day, entry=entry, already=already)
