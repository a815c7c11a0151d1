"""When a body met, quarter by quarter (SG-6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.kernel.clock import OSLO, local_date
from samstyring.kernel.keeping import lasting
from samstyring.kernel.models import Installation
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered
from samstyring.records.models import TakenOverDecision
from samstyring.ui import formats

from ..models import Body, Meeting
from ..rules.meetings import Quarter, counting, day_of, quarter_of, quarters_of_year


@dataclass(frozen=True, order=True)
class Met:
    """A day on which a body met: in words, and where to look ("" for what was taken over)."""

    day: date
    words: str
    url: str = ""


def days_met(body: Body, on: date) -> list[Met]:
    """Return the days up to one on which a body met, in order. One SQL statement, and what was taken over.

    A meeting counts when it was held; decisions taken over from before show that the body met too.
    """
    found = [
        Met(day_of(meeting), formats.day(meeting.starts_at), reverse("governance:meeting", args=[meeting.pk]))
        for meeting in meetings_of(body)
        if meeting.state == Meeting.State.HELD and day_of(meeting) <= on
    ]
    taken_over = [day for day in _days_taken_over(body.key) if day <= on]
    words = _("decisions of %(day)s, taken over")
    return sorted([*found, *(Met(day, words % {"day": formats.day(day)}) for day in taken_over)])


@remembered
def meetings_of(body: Body) -> list[Meeting]:
    """Return the meetings of a body that are not cancelled, with their minutes, in order: some tens in ten years.

    One SQL statement, for all the duties that ask whether and when it meets.
    """
    rows = Meeting.objects.filter(body=body).exclude(state=Meeting.State.CANCELLED)
    return list(rows.select_related("minutes").order_by("starts_at"))


@lasting
def _days_taken_over(body_key: str) -> frozenset[date]:
    """Return the days of the decisions that were taken over from before: few acts add to them."""
    return frozenset(TakenOverDecision.objects.filter(body_key=body_key).values_list("dated", flat=True))


def measured_from(term_from: date, days: Iterable[date]) -> Quarter:
    """Return the first quarter that is measured: of the first meeting known, or when this installation was founded."""
    founded = founded_at()
    known = list(days)
    if founded is not None:
        known.append(local_date(founded))
    return quarter_of(max(term_from, min(known))) if known else quarter_of(term_from)


@lasting
def founded_at() -> datetime | None:
    """Return when this installation was founded."""
    return Installation.objects.values_list("founded_at", flat=True).first()


@dataclass(frozen=True)
class QuarterMark:
    """A quarter of the year as it stands for a body: held, planned, or still without a meeting.

    `taken_over` are the days of decisions taken over from before. `known` is false for a quarter before anything was
    recorded here: nothing is said of it.
    """

    quarter: Quarter
    meetings: Sequence[Meeting]
    taken_over: Sequence[date]
    today: date
    known: bool

    @property
    def held(self) -> bool:
        """Tell whether a meeting was held in it."""
        return bool(self.taken_over) or any(meeting.state == Meeting.State.HELD for meeting in self.meetings)

    @property
    def state(self) -> str:
        """Return the mark: ok, soon, due, broken, na (nothing is expected yet), or unknown."""
        if self.held:
            return "ok"
        if self.meetings and self.today < self.quarter.until:
            return "soon"
        if not self.known:
            return "unknown"
        if self.today >= self.quarter.until:
            return "broken"
        return "due" if self.quarter.first_day <= self.today else "na"


def quarter_marks(body: Body, year: int, today: date) -> list[QuarterMark]:
    """Return the four quarters of a year for a body, each with its meetings. Five SQL statements."""
    rows = Meeting.objects.filter(
        body=body,
        starts_at__gte=datetime(year, 1, 1, tzinfo=OSLO),
        starts_at__lt=datetime(year + 1, 1, 1, tzinfo=OSLO),
    ).select_related("body")
    meetings = counting(rows)
    taken_over = sorted(day for day in _days_taken_over(body.key) if day <= today)
    begun = [day for day in map(local_date, _first_held(body.pk)) if day <= today]
    first = measured_from(charter.agreement_on(today).term_from, [*begun, *taken_over])
    return [
        QuarterMark(
            quarter=quarter,
            meetings=[meeting for meeting in meetings if quarter_of(meeting.starts_at) == quarter],
            taken_over=[day for day in taken_over if quarter_of(day) == quarter],
            today=today,
            known=quarter >= first,
        )
        for quarter in quarters_of_year(year)
    ]


@Prepared
def _first_held(body_id: UUID) -> "QuerySet[Meeting, datetime]":
    """Return when the first meeting of a body that was held began."""
    held = Meeting.objects.filter(body_id=body_id, state=Meeting.State.HELD)
    return held.order_by("starts_at").values_list("starts_at", flat=True)[:1]
