"""What can be asked of status reports: what they are held against, what a window holds, how a project has gone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Max, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.charter.rules import Ruled
from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared

from ..models import AREAS, Project, ReportAsk, ReportDraft, ReportingWindow, StatusReport
from ..registry import costs
from ..reporting.reading import MARKS, colour, differences
from ..rules.kept_risks import KeptRisks, kept_risks, to_keep
from ..rules.milestones import KeptPlan, kept_plan
from ..rules.owners import owned_by
from ..rules.projects import OVER
from ..rules.reports import content_of, days_late, moved, over
from . import reported
from .forecasting import Forecasting, forecasting_of
from .mandates import mandates_in_force
from .risks import open_risks
from .standstill import paused_on

RULE = "status_report_months"
REMINDER_MONTHS = 3
"""After how many months the work list reminds of a new window where no rule gives a rhythm. It is no duty."""
WRITERS = "portfolio.save_report"
TREND = 12
"""How many of the latest reports the page of a project compares."""


# -- against what it is reported -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Plan:
    """What is in force for a project that a forecast is held against: its end, and its cost in øre."""

    ends_on: date | None = None
    end_source: str = ""
    cost: int | None = None
    cost_source: str = ""


def plans_of(projects: Iterable[Project], on: date) -> dict[UUID, Plan]:
    """Return what is in force for each project: the end by its mandate, the cost by its budget or else the mandate."""
    keys = [row.pk for row in projects]
    mandates = mandates_in_force(keys, on)
    amounts: dict[UUID, tuple[int, str]] = {}
    for read in costs:
        amounts |= read(keys, on)
    made = {}
    for key in keys:
        mandate = mandates.get(key)
        words = _("mandate, version %(number)s") % {"number": mandate.number} if mandate else ""
        ends_on, frame = (mandate.ends_on, mandate.frame) if mandate else (None, None)
        cost, source = amounts.get(key, (frame, words if frame is not None else ""))
        made[key] = Plan(ends_on, words if ends_on else "", cost, source)
    return made


# -- windows -----------------------------------------------------------------------------------------------------------


def reads_reports(by: Actor) -> bool:
    """Tell whether a reader sees what is reported: whoever has a part in the co-operation does."""
    return bool(by.capacities) or by.kind == "installation"


def windows(by: Actor) -> QuerySet[ReportingWindow]:
    """Return the windows that a reader may see: whoever has a part in the co-operation sees all, nobody else any."""
    rows = ReportingWindow.objects.all()
    return rows if reads_reports(by) else rows.none()


def with_counts(rows: QuerySet[ReportingWindow]) -> QuerySet[ReportingWindow]:
    """Add how many projects were asked, and how many have reported."""
    asked = Count("asks", distinct=True)
    return rows.annotate(asked=asked, reported=Count("asks", filter=Q(asks__reports__isnull=False), distinct=True))


def window_by_code(code: str, by: Actor) -> ReportingWindow:
    """Return a window. Raises NotThere."""
    found = windows(by).filter(code=code).first()
    if found is None:
        raise NotThere
    return found


def reports_of(asks: Iterable[ReportAsk]) -> dict[UUID, StatusReport]:
    """Return the version that counts of each ask that was answered: the last. One statement."""
    return {row.ask_id: row for row in reported.reports([ask.pk for ask in asks])}


def has_reported(ask: ReportAsk) -> bool:
    """Tell whether something is published. One statement."""
    return ask.reports.exists()


def next_version(ask: ReportAsk) -> int:
    """Return the number of the next version of a report."""
    return int(ask.reports.aggregate(last=Max("version"))["last"] or 0) + 1


@dataclass(frozen=True)
class Lamp:
    """A light of a report with its sentence, and how it moved since the last report: 1 better, -1 worse."""

    area: str
    light: str
    words: str
    moved: int = 0

    @property
    def mark(self) -> str:
        """Return the mark that shows it."""
        return MARKS.get(self.light, "na")

    @property
    def short(self) -> str:
        """Return the light in a word."""
        return colour(self.light)


def lamps_of(report: Any, before: Any = None) -> list[Lamp]:
    """Return the lights of a report in their order, beside those of the one before."""
    return [
        Lamp(
            area,
            getattr(report, f"{area}_light"),
            getattr(report, f"{area}_words"),
            moved(getattr(before, f"{area}_light"), getattr(report, f"{area}_light")) if before else 0,
        )
        for area in AREAS
    ]


@dataclass(frozen=True)
class Line:
    """What a project was asked in a window: what it reported, and what it had reported before. No report is silence."""

    ask: ReportAsk
    report: StatusReport | None
    before: StatusReport | None
    lamps: Sequence[Lamp]

    @property
    def days_late(self) -> int | None:
        """Return how many days after the end in force it expected to end."""
        return days_late(self.report.planned_end, self.report.ends_on) if self.report else None

    @property
    def over(self) -> int | None:
        """Return how much more than what was in force it expected to cost, in øre."""
        return over(self.report.planned_cost, self.report.cost) if self.report else None


def lines_for(window: ReportingWindow, asks: Sequence[ReportAsk]) -> list[Line]:
    """Return some projects of a window with their reports and the ones before. Two statements."""
    reports = {row.ask_id: row for row in reported.light_reports([ask.pk for ask in asks])}
    lights = reported.lights_before([ask.project_id for ask in asks], window.opened_at)
    earlier = {row.ask.project_id: row for row in lights}
    return [
        Line(
            ask=ask,
            report=(report := reports.get(ask.pk)),
            before=(before := earlier.get(ask.project_id)),
            lamps=lamps_of(report, before) if report else [],
        )
        for ask in asks
    ]


def _before(project_ids: Iterable[UUID], window: ReportingWindow) -> dict[UUID, StatusReport]:
    """Return the last report of each project from an earlier window. One statement."""
    return {row.ask.project_id: row for row in reported.reports_before(tuple(project_ids), window.opened_at)}


def may_write(by: Actor, project_id: UUID) -> bool:
    """Tell whether the reader reports for a project, or registers what it reports."""
    return by.may(WRITERS, f"project:{project_id}")


def registers(by: Actor) -> bool:
    """Tell whether the reader registers what any project has reported in writing."""
    return by.may(WRITERS)


def clause_of(by: Actor) -> str:
    """Return the clause by which projects are asked how it goes."""
    return next(iter(by.powers.get("portfolio.open_window", {}).values()), "")


# -- one report --------------------------------------------------------------------------------------------------------


def ask_by_codes(window: str, project: str) -> ReportAsk:
    """Return what a project is asked in a window. Raises NotThere."""
    return _there(reported.ask_by_codes.first(window, project))


def ask_by_id(key: UUID) -> ReportAsk:
    """Return the same by its id. Raises NotThere."""
    return _there(ReportAsk.objects.select_related(*reported.ASKED_WITH).filter(pk=key).first())


def _there(found: ReportAsk | None) -> ReportAsk:
    if found is None:
        raise NotThere
    return found


def last_report(ask: ReportAsk) -> StatusReport | None:
    """Return the version that counts of what a project reported in this window."""
    return reports_of([ask]).get(ask.pk)


def report_before(ask: ReportAsk) -> StatusReport | None:
    """Return what the project reported last, in an earlier window."""
    return _before([ask.project_id], ask.window).get(ask.project_id)


def draft_of(ask: ReportAsk) -> ReportDraft | None:
    """Return what is written and not published."""
    return reported.draft.first(ask.pk)


@dataclass(frozen=True)
class Forecast:
    """What is expected against what is in force. Cost in øre."""

    planned_end: date | None
    planned_end_source: str
    planned_cost: int | None
    planned_cost_source: str
    ends_on: date | None
    cost: int | None

    @property
    def days_late(self) -> int | None:
        """Return how many days after the end in force it is expected to end."""
        return days_late(self.planned_end, self.ends_on)

    @property
    def over(self) -> int | None:
        """Return how much more than what is in force it is expected to cost, in øre."""
        return over(self.planned_cost, self.cost)


@dataclass(frozen=True)
class ReportPage:
    """A project's report in a window: what counts, the versions before, what is written, what was said last time."""

    ask: ReportAsk
    report: StatusReport | None
    versions: Sequence[StatusReport]
    draft: ReportDraft | None
    before: StatusReport | None
    plan: Plan
    lamps: Sequence[Lamp]
    lacks: Mapping[str, str]
    clause: str
    may: Mapping[str, bool]
    forecasting: Forecasting
    outside: Sequence[str]
    """The tolerances that the draft would be outside, or that the project is outside by this report."""
    risks: KeptRisks
    """The risks as they stood when it was published; beside a draft, those that are open now."""

    @property
    def kept_plan(self) -> KeptPlan:
        """Return the milestones as they stood when it was published."""
        found = self.report
        return kept_plan(found.milestones, found.answered_on) if found else kept_plan((), self.ask.window.due_on)

    @property
    def forecast(self) -> Forecast:
        """Return what was expected against what was in force when it was published."""
        found = self.report
        assert found is not None
        end, cost = found.planned_end_source, found.planned_cost_source
        return Forecast(found.planned_end, end, found.planned_cost, cost, found.ends_on, found.cost)

    @property
    def draft_forecast(self) -> Forecast:
        """Return what the draft expects against what is in force today."""
        plan, told = self.plan, self.draft
        ends_on, cost = (told.ends_on, told.cost) if told else (None, None)
        return Forecast(plan.ends_on, plan.end_source, plan.cost, plan.cost_source, ends_on, cost)

    @property
    def corrections(self) -> list[tuple[StatusReport, list[tuple[str, str, str]]]]:
        """Return the versions that no longer count, the newest first, each with what the next one changed."""
        pairs = zip(self.versions, self.versions[1:], strict=False)
        return [(old, differences(old, new)) for old, new in pairs][::-1]


def report_page(window: str, project: str, by: Actor, on: date, *, of_draft: bool = False) -> ReportPage:
    """Return what the page of a report shows. A draft is read by those who write it only. Raises NotThere."""
    if by.is_anonymous or not (by.capacities or by.kind == "installation"):
        raise NotThere
    ask = ask_by_codes(window, project)
    writes = may_write(by, ask.project_id)
    draft = draft_of(ask) if writes else None
    versions = reported.versions_of(ask)
    report = versions[-1] if versions else None
    before = report_before(ask)
    told = draft if of_draft else report
    forecasting = forecasting_of(ask.project, on)
    content = content_of(told) if told else {}
    is_open = ask.project.state not in OVER and (ask.window.is_open or report is not None)
    return ReportPage(
        ask=ask,
        report=report,
        versions=versions,
        draft=draft,
        before=before,
        plan=plans_of([ask.project], on)[ask.project_id],
        lamps=lamps_of(told, before) if told else [],
        lacks=forecasting.lacking(content, before) if told else {},
        clause=clause_of(by),
        may={
            "write": writes and is_open,
            "register": registers(by) and is_open,
            "evidence": writes or by.has_role("leader", "office_holder", "chair", "member", "observer"),
            "except": by.may("portfolio.write_exception_report", f"project:{ask.project_id}"),
        },
        forecasting=forecasting,
        outside=_outside(forecasting, told, of_draft=of_draft),
        risks=risks_now(ask.project) if of_draft or report is None else kept_risks(report.risks),
    )


def risks_now(project: Project) -> KeptRisks:
    """Return the open risks as a report published now would keep them. One statement."""
    return kept_risks(to_keep(open_risks(project), clock.today()))


def _outside(forecasting: Forecasting, told: Any, *, of_draft: bool) -> list[str]:
    """Return what a draft would be outside; what a report is outside while its forecast is the one that counts."""
    if told is None:
        return []
    if of_draft:
        return forecasting.outside(content_of(told))
    found = forecasting.forecast
    return (
        list(forecasting.steering.outside)
        if forecasting.steering and found and found.status_report_id == told.pk
        else []
    )


# -- over time ---------------------------------------------------------------------------------------------------------


def trend_of(project: Project) -> list[Line]:
    """Return how a project has gone, window by window, the newest first. Two statements."""
    asks = _latest_asks(project.pk)
    reports = reports_of(asks)
    points: list[Line] = []
    before: StatusReport | None = None
    for ask in reversed(asks):
        report = reports.get(ask.pk)
        points.append(Line(ask, report, before, lamps_of(report, before) if report else []))
        before = report or before
    return points[::-1]


@Prepared
def _latest_asks(project: UUID) -> QuerySet[ReportAsk]:
    rows = ReportAsk.objects.filter(project=project).select_related("window", "project")
    return rows.order_by("-window__opened_at")[:TREND]


# -- what waits --------------------------------------------------------------------------------------------------------


def silent_asks(of: Iterable[str] | None = None, *, late_on: date | None = None) -> list[ReportAsk]:
    """Return the projects that are asked in an open window and have not reported, the earliest deadline first.

    A paused project is not waited for. `of`: these projects only. `late_on`: only what was due before that day.
    """
    rows = ReportAsk.objects.filter(window__closed_at=None, reports=None, project__pause=None)
    rows = rows if of is None else rows.filter(project__in=sorted(of))
    rows = rows if late_on is None else rows.filter(window__due_on__lt=late_on)
    rows = rows.exclude(project__state__in=OVER).select_related(*reported.ASKED_WITH)
    return list(rows.order_by("window__due_on", "project__sort_key"))


def asks_of_owners(
    organisation_ids: Iterable[UUID], *, silent: bool = False
) -> list[tuple[ReportAsk, StatusReport | None]]:
    """Return what projects owned by some municipalities are asked in the windows that are open. Two statements.

    With `silent`, only what none of them has answered.
    """
    theirs = owned_by(list(organisation_ids), clock.today(), "project__")
    asks = ReportAsk.objects.filter(theirs, window__closed_at=None).select_related("window", "project")
    rows = list(asks.filter(reports=None, project__pause=None) if silent else asks)
    reports = {} if silent or not rows else reports_of(rows)
    return [(row, reports.get(row.pk)) for row in rows]


def rhythm(on: date) -> Ruled:
    """Return the rule that says how many months there are between windows; it may be not regulated."""
    return charter.rule_on(RULE, on)


def months_of(rule: Ruled) -> int:
    """Return how many months there are between windows: what the rule says, else when the work list reminds."""
    return int(rule.value) if rule.regulated else REMINDER_MONTHS


@dataclass(frozen=True)
class Rounds:
    """Whether a window is open, and by when a new one is waited for (None while one is, or nothing is in execution)."""

    any_open: bool
    next_due: date | None


def rounds(on: date) -> Rounds:
    """Return how it stands with the windows. One statement, and the rule.

    The next is counted from the last one's opening, or from the day the first project now in execution started.
    """
    is_open = Exists(ReportingWindow.objects.filter(closed_at=None))
    last = ReportingWindow.objects.order_by("-opened_at").values("opened_at")[:1]
    rows = Project.objects.filter(state__in=[Project.State.STARTED, Project.State.ENTERED], pause=None)
    rows = rows.annotate(any_open=is_open, last_opened=Subquery(last))
    first = rows.order_by(F("started_on").asc(nulls_last=True)).first()
    if first is None:
        return Rounds(any_open=False, next_due=None)
    if first.any_open or first.started_on is None:
        return Rounds(first.any_open, None)
    since = clock.local_date(first.last_opened) if first.last_opened else first.started_on
    return Rounds(first.any_open, since + timedelta(days=round(months_of(rhythm(on)) * 30.44)))


def last_due_window(on: date) -> ReportingWindow | None:
    """Return the latest window whose last day was before a day, that was opened by then."""
    return ReportingWindow.objects.filter(due_on__lt=on).order_by("-due_on", "-opened_at").first()


def silent_on(window: ReportingWindow, on: date) -> list[ReportAsk]:
    """Return the projects of a window that had not reported by the end of a day, those paused on its last day left out."""
    reported = StatusReport.objects.filter(ask__window=window, answered_on__lte=on).values("ask_id")
    rows = (
        window.asks.exclude(pk__in=reported)
        .exclude(paused_on(window.due_on, "project"))
        .select_related("project", "window")
    )
    return list(rows.filter(Q(project__ended_on=None) | Q(project__ended_on__gt=window.due_on)))
