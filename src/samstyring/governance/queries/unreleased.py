"""What the rules of procedure make public and nobody has released yet (SE-4d)."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samstyring.charter import queries as charter
from samstyring.records.models import Document

from ..models import AgendaItem, Decision, Dispatch, Meeting, Minutes
from ..rules.publicity import DECISIONS, PAPERS, RULE, Publicity
from . import public_papers
from .reviews import in_force, with_holding
from .ruled import ruled_on
from .whole import not_done_with


@dataclass(frozen=True)
class Unreleased:
    """What the rule of its day makes public, each with that rule, the oldest first."""

    minutes: Sequence[tuple[Minutes, Publicity]]
    decisions: Sequence[tuple[Decision, Publicity]]
    papers: Sequence[tuple[Dispatch, Publicity]]
    attached: Sequence[tuple[Meeting, int, Publicity]]
    """Meetings with attachments that remain, and how many."""


def unreleased(on: date) -> Unreleased:
    """Return the approved minutes, the decisions in force made outside a meeting, and the papers that the rules make public.

    What a meeting decided comes with its minutes. What is exempt is not asked for. At most ten SQL statements; where no
    rule has ever made anything public, none is asked for rows.
    """
    values = charter.values_of(RULE)
    minutes, decisions = (_minutes(), _decisions(on)) if DECISIONS in values or PAPERS in values else ([], [])
    meetings = _called() if PAPERS in values else []
    asked = [(ruled_on(row.meeting), row.meeting.body.key) for row in minutes]
    asked += [(row.decided_on, row.body_key) for row in decisions]
    asked += [(ruled_on(row), row.body.key) for row in meetings]
    held = charter.rule_on_each(RULE, asked)
    rules = iter(held[each] for each in asked)
    minuted = [(row, Publicity(next(rules))) for row in minutes]
    decided = [(row, Publicity(next(rules))) for row in decisions]
    public = {row.pk: rule for row in meetings if (rule := Publicity(next(rules), papers=True)).demanded}
    return Unreleased(
        minutes=[(row, rule) for row, rule in minuted if rule.demanded],
        decisions=[(row, rule) for row, rule in decided if rule.demanded],
        papers=[(row, public[row.meeting_id]) for row in _papers(public)],
        attached=[(row, count, public[row.pk]) for row, count in _attached(meetings, public)],
    )


def _called() -> list[Meeting]:
    rows = Meeting.objects.filter(called_at__isnull=False).exclude(state=Meeting.State.CANCELLED)
    return list(rows.select_related("body", "minute_taker").order_by("starts_at"))


def _papers(meetings: Collection[UUID]) -> list[Dispatch]:
    """Return the summonses and late papers of meetings that nobody has released. At most one SQL statement."""
    if not meetings:
        return []
    rows = Dispatch.objects.filter(meeting__in=list(meetings), kind__in=public_papers.PAPERS, document__isnull=False)
    return list(
        rows.filter(document__release__isnull=True)
        .select_related("meeting__body", "meeting__minute_taker")
        .order_by("sent_at")
    )


def _attached(meetings: Iterable[Meeting], public: Collection[UUID]) -> list[tuple[Meeting, int]]:
    """Return the meetings whose cases have attachments that nobody has released, and how many. At most two statements."""
    if not public:
        return []
    items = AgendaItem.objects.filter(meeting__in=list(public), advisory=False, case__exempt=False)
    of_case = dict(
        items.exclude(state=AgendaItem.State.WITHDRAWN).order_by("meeting__starts_at").values_list("case", "meeting")
    )
    files = Document.objects.filter(
        about_id__in=list(of_case),
        kind=Document.Kind.ATTACHMENT,
        removed_at__isnull=True,
        exempt=False,
        release__isnull=True,
    )
    counts = Counter(of_case[about] for about in files.values_list("about_id", flat=True) if about is not None)
    return [(row, counts[row.pk]) for row in meetings if row.pk in counts]


def _minutes() -> list[Minutes]:
    approved = (row for row in not_done_with() if row.state == Minutes.State.APPROVED)
    return [row for row in approved if row.document is not None and not hasattr(row.document, "release")]


def _decisions(on: date) -> list[Decision]:
    rows = Decision.objects.filter(meeting__isnull=True, release__isnull=True, case__exempt=False)
    rows = in_force(with_holding(rows), on).select_related("body", "case__case_officer")
    return list(rows.order_by("decided_on", "number"))
