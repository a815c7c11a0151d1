"""One reporting window: what the projects were asked in it, which are silent, and which need something decided."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from samstyring.charter import queries as charter
from samstyring.kernel import keeping
from samstyring.kernel.actors import Actor
from samstyring.kernel.prepared import Prepared
from samstyring.parties.names import search_key

from ..models import Light, ReportAsk, ReportingWindow, StatusReport
from .reports import Line, clause_of, lines_for, window_by_code

SILENT = "silent"
CLOSE = "portfolio.close_window"
FEW = 20
"""How many a window names at once of those that are silent, or need something decided; the table has them all."""


JOINED = ("project__latest_owner", "project__hand_over__former", "project__pause", "asked_to", "window", "letter")
SHOWN = (
    *("window", "first_asked_at", "asked_at", "times", "asked_to__name", "letter__state"),
    *("project__name", "project__sort_key", "project__code", "project__pause", "project__latest_owner__name"),
    *("project__hand_over__from_date", "project__hand_over__former__name"),
)
"""What the page of a window shows of what a project is asked."""


def asks_in(window: ReportingWindow) -> QuerySet[Any]:
    """Return what the projects of a window are asked, each with the overall `light` of what it reported, None before."""
    newest = StatusReport.objects.filter(ask=OuterRef("pk")).order_by("-version")
    rows: QuerySet[Any] = window.asks.select_related(*JOINED).only(*SHOWN)
    asks: QuerySet[Any] = rows.annotate(light=Subquery(newest.values("overall_light")[:1]))
    return asks


def that_need_a_decision(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return those whose report says that something must be decided."""
    newest = StatusReport.objects.filter(ask=OuterRef("pk")).order_by("-version")
    asks: QuerySet[Any] = rows.annotate(asks_for=Subquery(newest.values("to_decide")[:1]))
    return asks.exclude(asks_for="").exclude(light=None)


def of_light(rows: QuerySet[Any], light: str) -> QuerySet[Any]:
    """Return those with an overall light, or the silent ones."""
    return rows.filter(light=None) if light == SILENT else rows.filter(light=light)


def that_project(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """Return those whose project has words in its name, or them as its code."""
    return rows.filter(Q(project__search_key__contains=search_key(words)) | Q(project__code__iexact=words.strip()))


def to_close(on: date) -> tuple[str, list[ReportingWindow]]:
    """Return the windows that are to close by themselves by a day, and the provision by which they are closed.

    Nothing where the charter gives nobody the power. Two SQL statements.
    """
    clause = next(iter(charter.powers_on(on).get(CLOSE, {}).values()), "")
    rows = ReportingWindow.objects.filter(closed_at=None, closes_on__lte=on).order_by("opened_at")
    return clause, list(rows) if clause else []


def silent_in(window: ReportingWindow) -> tuple[int, list[tuple[str, str]]]:
    """Return how many projects are asked, and name and code of those that have not reported. Two SQL statements."""
    asks = ReportAsk.objects.filter(window=window)
    silent = asks.filter(reports=None).order_by("project__sort_key")
    return asks.count(), list(silent.values_list("project__name", "project__code"))


@dataclass(frozen=True)
class WindowPage:
    """A window: how many have each light, the first that are silent or need a decision, and what the reader may do.

    `counts` has (light, how many), and None with how many are silent.
    """

    window: ReportingWindow
    counts: Sequence[tuple[Any, int]]
    silent: Sequence[Line]
    to_decide: Sequence[Line]
    more_to_decide: bool
    clause: str
    may: Mapping[str, bool]

    @property
    def more_silent(self) -> int:
        """Return how many are silent beside those that are named."""
        silent: int = dict(self.counts)[None]
        return silent - len(self.silent)


@Prepared
def _reported(window: UUID) -> "QuerySet[Any, tuple[UUID, str | None, str | None]]":
    """Return what each project of a window reported in every version: its light, and what must be decided. By name."""
    rows = ReportAsk.objects.filter(window=window).order_by("project__sort_key", "pk", "reports__version")
    return rows.values_list("pk", "reports__overall_light", "reports__to_decide")


class Told(NamedTuple):
    """What a window tells as a whole, the same for all who may read it: counts by light, and the first to be named."""

    counts: tuple[tuple[Any, int], ...]
    silent: tuple[UUID, ...]
    deciding: tuple[UUID, ...]
    more_to_decide: bool


def _told(window: ReportingWindow) -> Told:
    """Return what a window tells, kept until an act writes a report, what is asked, or a project."""
    with keeping.book("window", window.pk) as kept:
        return kept.share("told", lambda: _of_window(window.pk))


def _of_window(key: UUID) -> Told:
    reported = {ask: (light, asks_for) for ask, light, asks_for in _reported(key)}  # the last version counts
    found = Counter(light for light, _asks_for in reported.values())
    silent = [ask for ask, (light, _asks_for) in reported.items() if light is None]
    deciding = [ask for ask, (_light, asks_for) in reported.items() if asks_for]
    return Told(
        counts=tuple((light, found[light]) for light in [*Light, None]),
        silent=tuple(silent[:FEW]),
        deciding=tuple(deciding[:FEW]),
        more_to_decide=len(deciding) > FEW,
    )


@Prepared
def _asks(keys: Sequence[UUID]) -> QuerySet[ReportAsk]:
    return ReportAsk.objects.filter(pk__in=keys).select_related(*JOINED).only(*SHOWN)


def window_page(code: str, by: Actor) -> WindowPage:
    """Return what the page of a window shows beside its table, in a fixed number of statements. Raises NotThere."""
    window = window_by_code(code, by)
    told = _told(window)
    lines = {line.ask.pk: line for line in lines_for(window, _asks([*told.silent, *told.deciding]))}
    return WindowPage(
        window=window,
        counts=told.counts,
        silent=[lines[key] for key in told.silent],
        to_decide=[lines[key] for key in told.deciding],
        more_to_decide=told.more_to_decide,
        clause=clause_of(by),
        may={
            "ask": window.is_open and by.may("portfolio.ask_for_reports"),
            "close": window.is_open and by.may(CLOSE),
            "make": by.may("portfolio.make_portfolio_report"),
        },
    )
