"""What can be asked of portfolio reports: the list, one of them, and how it differs from the one before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from samstyring.governance.models import Case
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere

from ..models import Light, Pause, PortfolioReport, PortfolioReportLine, PortfolioReportText, ReportingWindow
from ..rules.kept_risks import KeptRisk, kept_risks
from ..rules.milestones import KeptPlan, kept_plan
from .projects import CaseShown, case_shown
from .reports import Line, lamps_of

PAUSED = "paused"
"""How a project stands in a report that did not wait for it."""
RISKS = 10
"""How many of the highest risks are told; the rest are counted, and stand in the projects' own reports."""


def portfolio_reports(by: Actor) -> QuerySet[PortfolioReport]:
    """Return the reports that a reader may see: whoever has a part in the co-operation sees all, nobody else any."""
    rows = PortfolioReport.objects.select_related("window", "case")
    rows = rows.annotate(asked=Count("lines"), reported=Count("lines__status"))
    return rows if by.capacities or by.kind == "installation" else rows.none()


def portfolio_report_by_code(code: str, by: Actor) -> PortfolioReport:
    """Return a report. Raises NotThere."""
    found = portfolio_reports(by).select_related("before").filter(code=code).first()
    if found is None:
        raise NotThere
    return found


def compared_with(window: ReportingWindow) -> PortfolioReport | None:
    """Return the report that a new one of a window is held against: what the board saw last. One statement.

    That is the last made of an earlier window, or of the same one where its case is treated. An attempt of the same
    window that was never brought is none: held against it, nothing would have moved.
    """
    treated = Q(window=window, case__state__in=[Case.State.DECIDED, Case.State.CLOSED])
    earlier = PortfolioReport.objects.filter(Q(window__opened_at__lt=window.opened_at) | treated)
    return earlier.order_by("-made_at").first()


def last_text(report: PortfolioReport) -> PortfolioReportText | None:
    """Return the words that count: the last version. One statement."""
    return report.texts.order_by("-version").first()


def may_bring(report: PortfolioReport, by: Actor) -> bool:
    """Tell whether the reader may bring it to the portfolio board now."""
    return not is_brought(report) and by.may("portfolio.bring_portfolio_report")


def is_brought(report: PortfolioReport) -> bool:
    """Tell whether it lies in a case that is not withdrawn."""
    return report.case is not None and report.case.state != Case.State.WITHDRAWN


@dataclass(frozen=True)
class Change:
    """A project that stands otherwise than in the report before: `kind` says how, with the lights then and now."""

    name: str
    kind: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class PortfolioReportPage:
    """A report as it reads: counts now and last time, each project, what must be decided, who is silent, what changed.

    `pauses`: the pause that each of those without a report was in when it was made, by what was asked.
    """

    report: PortfolioReport
    lines: Sequence[Line]
    counts: Sequence[tuple[str, int, int | None]]
    changes: Sequence[Change]
    text: PortfolioReportText | None
    texts: Sequence[PortfolioReportText]
    case: CaseShown | None
    pauses: Mapping[UUID, Pause]
    may: Mapping[str, bool]

    @property
    def reported(self) -> list[Line]:
        """Return those that have reported."""
        return [line for line in self.lines if line.report]

    @property
    def silent(self) -> list[Line]:
        """Return those that have not, and were not paused."""
        return [line for line in self.lines if not line.report and line.ask.pk not in self.pauses]

    @property
    def paused(self) -> list[tuple[Line, Pause]]:
        """Return those that have not, as no report was waited for: they were paused."""
        return [(line, self.pauses[line.ask.pk]) for line in self.lines if line.ask.pk in self.pauses]

    @property
    def to_decide(self) -> list[Line]:
        """Return those that need something decided."""
        return [line for line in self.lines if line.report and line.report.to_decide]

    @property
    def with_plan(self) -> list[tuple[Line, KeptPlan]]:
        """Return those that had milestones when they reported, each with its plan as it stood."""
        kept = [
            (line, kept_plan(line.report.milestones, line.report.answered_on)) for line in self.lines if line.report
        ]
        return [(line, plan) for line, plan in kept if plan]

    @property
    def without_plan(self) -> int:
        """Return how many have reported and had none."""
        return len(self.reported) - len(self.with_plan)

    @property
    def risks(self) -> list[tuple[Line, KeptRisk]]:
        """Return the highest risks of all that have reported, as they stood then, the heaviest first."""
        return self._risks()[:RISKS]

    @property
    def more_risks(self) -> int:
        """Return how many other risks were open."""
        return max(0, len(self._risks()) - RISKS)

    def _risks(self) -> list[tuple[Line, KeptRisk]]:
        found = [(line, row) for line in self.lines if line.report for row in kept_risks(line.report.risks).risks]
        return sorted(found, key=lambda pair: -pair[1].weight)

    @property
    def planned(self) -> int:
        """Return what is in force for those that say what they expect to cost, in øre."""
        return sum(line.report.planned_cost or 0 for line in self._with_money())

    @property
    def expected(self) -> int:
        """Return what the same projects expect to cost, in øre."""
        return sum(line.report.cost or 0 for line in self._with_money())

    def _with_money(self) -> list[Any]:
        return [
            line
            for line in self.lines
            if line.report and line.report.cost is not None and line.report.planned_cost is not None
        ]


def portfolio_report_page(code: str, by: Actor) -> PortfolioReportPage:
    """Return what the page of a report shows, in a fixed number of statements. Raises NotThere."""
    report = portfolio_report_by_code(code, by)
    rows = _rows(report)
    earlier = _rows(report.before) if report.before else []
    by_project = {row.ask.project_id: row for row in earlier}
    lines = [_line(row, by_project.get(row.ask.project_id)) for row in rows]
    texts = list(report.texts.order_by("-version"))
    free = not is_brought(report)
    return PortfolioReportPage(
        report=report,
        lines=lines,
        counts=_counts(rows, earlier if report.before else None),
        changes=changes_between(by_project, rows) if report.before else [],
        text=texts[0] if texts else None,
        texts=texts,
        case=case_shown(report.case, by),
        pauses={row.ask_id: row.pause for row in rows if row.pause is not None and row.status is None},
        may={
            "write": free and by.may("portfolio.write_portfolio_report"),
            "bring": may_bring(report, by),
        },
    )


def _rows(report: PortfolioReport) -> list[PortfolioReportLine]:
    rows = report.lines.select_related(
        "status",
        "pause",
        "ask__project__latest_owner",
        "ask__project__hand_over__former",
        "ask__window",
        "ask__asked_to",
        "ask__letter",
    )
    return list(rows.order_by("ask__project__sort_key"))


def _line(row: PortfolioReportLine, before: PortfolioReportLine | None) -> Line:
    then = before.status if before else None
    return Line(row.ask, row.status, then, lamps_of(row.status, then) if row.status else [])


def _counts(
    rows: Iterable[PortfolioReportLine], earlier: Iterable[PortfolioReportLine] | None
) -> list[tuple[str, int, int | None]]:
    """Return how many projects have each light, and how many are silent (""), now and last time; and the paused, where any are."""
    now = [_stood(row) for row in rows]
    then = [_stood(row) for row in earlier] if earlier is not None else None
    kinds = [*Light.values, "", *([PAUSED] if PAUSED in now or PAUSED in (then or ()) else [])]
    return [(light, now.count(light), then.count(light) if then is not None else None) for light in kinds]


def _stood(row: PortfolioReportLine) -> str:
    """Return the light that a project had in a report, that it was paused, or nothing for silence."""
    if row.status:
        return str(row.status.overall_light)
    return PAUSED if row.pause_id else ""


def changes_between(before: Mapping[UUID, PortfolioReportLine], after: Iterable[PortfolioReportLine]) -> list[Change]:
    """Return the projects that are new, are gone, have another light, or have fallen silent or begun to answer."""
    rows = {row.ask.project_id: row for row in after}
    changes = []
    for key, row in rows.items():
        name, now = row.ask.project.name, _stood(row)
        if key not in before:
            changes.append(Change(name, "new", after=now))
            continue
        then = _stood(before[key])
        if then != now:
            changes.append(Change(name, "light", then, now))
    gone = [row for key, row in before.items() if key not in rows]
    return changes + [Change(row.ask.project.name, "gone", _stood(row)) for row in gone]
