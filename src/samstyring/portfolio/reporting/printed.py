"""The portfolio report as a document and as a workbook, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.records.pdf.render import Language
from samstyring.records.uploads import Upload
from samstyring.ui import formats
from samstyring.ui.tables import Column
from samstyring.ui.tables.files import as_workbook

from ..documents import simple
from ..models import AREAS
from ..queries.portfolio_reports import PAUSED, Change, PortfolioReportPage
from ..queries.reports import Line
from ..rules.kept_risks import KeptRisks, kept_risks
from ..rules.milestones import Kept, KeptPlan
from ..tables.plan import slip_words
from .beside import more_risks
from .reading import area_label, beyond, colour, light_name, since


def light_or_silent(light: str) -> str:
    """Return a light in words, that it was paused, or that nothing was heard."""
    if light == PAUSED:
        return str(_("paused"))
    return light_name(light) if light else str(_("silent"))


def change_words(change: Change) -> str:
    """Say how a project stands otherwise than last time."""
    facts = {"before": light_or_silent(change.before), "after": light_or_silent(change.after)}
    if change.kind == "new":
        return _("not asked last time, now %(after)s") % facts
    if change.kind == "gone":
        return _("asked last time (%(before)s), not now") % facts
    return _("from %(before)s to %(after)s") % facts


def document(page: PortfolioReportPage, language: Language) -> Upload:
    """Return the report as a tagged PDF."""
    report, text = page.report, page.text
    blocks: list[simple.Block] = []
    if text and text.introduction:
        blocks += [simple.heading(_("Introduction")), *simple.text(text.introduction)]
    if text and text.assessment:
        blocks += [simple.heading(_("Assessment")), *simple.text(text.assessment)]
    blocks += [simple.heading(_("In short")), simple.table(_counts(page))]
    if page.reported:
        blocks += [simple.heading(_("Project by project")), simple.table(_lights(page)), simple.table(_forecasts(page))]
    if page.with_plan:
        blocks += [simple.heading(_("Milestones and slippage")), simple.table(_milestones(page))]
    if page.risks:
        blocks += [simple.heading(_("The highest risks")), simple.table(_risks(page))]
        blocks += [simple.paragraph(more_risks(page.more_risks))] if page.more_risks else []
    if page.to_decide:
        blocks.append(simple.heading(_("What must be decided")))
        blocks += [
            simple.paragraph(f"{each.report.project_name}: {each.report.to_decide}")
            for each in page.to_decide
            if each.report
        ]
    blocks.append(simple.heading(_("Silent")))
    silent = formats.sentence(line.ask.project for line in page.silent)
    blocks.append(simple.paragraph(silent or _("Everyone has reported")))
    if page.paused:
        blocks.append(simple.heading(_("Paused")))
        blocks.append(simple.paragraph(formats.sentence(line.ask.project for line, _pause in page.paused)))
    if report.before:
        blocks.append(simple.heading(_("Different from last time")))
        said = [f"{change.name}: {change_words(change)}" for change in page.changes]
        blocks += [simple.paragraph(words) for words in said or [_("Nothing is changed.")]]
    content = simple.made(
        report.name,
        f"{report.window}: {formats.period(report.window.from_date, report.window.until)}",
        number=report.code,
        day=report.made_at,
        blocks=blocks,
        language=language,
        at=clock.now(),
    )
    return Upload(f"{report.code}.pdf", content)


def workbook(page: PortfolioReportPage) -> Upload:
    """Return the report as a workbook: one row a project, with real dates and amounts."""
    told: list[Column] = [
        Column("project", _("Project"), value=lambda line: line.ask.project.name),
        Column("code", _("Code"), value=lambda line: line.ask.project.code),
        Column("owner", _("Project owner"), value=lambda line: line.report.owner_name if line.report else ""),
    ]
    for area in AREAS:
        told.append(Column(area, area_label(area), value=_light_in(area, page)))
        words = _("%(area)s, in one sentence") % {"area": area_label(area)}
        told.append(Column(f"{area}_words", words, value=_said_in(f"{area}_words")))
    told += [
        Column("planned_end", _("End date in force"), "day", value=_said_in("planned_end")),
        Column("ends_on", _("Expected to end"), "day", value=_said_in("ends_on")),
        Column("planned_cost", _("Cost in force"), "money", value=_said_in("planned_cost")),
        Column("cost", _("Expected to cost"), "money", value=_said_in("cost")),
        *_plan_columns({line.ask.pk: plan for line, plan in page.with_plan}),
        *_risk_columns({line.ask.pk: kept_risks(line.report.risks) for line in page.reported if line.report}),
        Column("progress", _("Done since last time"), value=_said_in("progress")),
        Column("to_decide", _("What must be decided"), value=_said_in("to_decide")),
    ]
    code = page.report.code
    return Upload(f"{code}.xlsx", as_workbook(told, page.lines, code, page.report.name).content)


def _light_in(area: str, page: PortfolioReportPage) -> Any:
    nothing = dict.fromkeys(page.pauses, PAUSED)
    return lambda line: light_or_silent(getattr(line.report, f"{area}_light", nothing.get(line.ask.pk, "")))


def _said_in(name: str) -> Any:
    return lambda line: getattr(line.report, name, None)


def _counts(page: PortfolioReportPage) -> list[list[str]]:
    rows = [[_("Overall"), _("Now"), _("Last time")]]
    for light, now, then in page.counts:
        rows.append([light_or_silent(light), formats.number(now), formats.number(then) if then is not None else "–"])
    return rows


def _lights(page: PortfolioReportPage) -> list[list[str]]:
    arrows = {1: " ↑", -1: " ↓", 0: ""}
    rows = [[_("Project"), *(str(area_label(area)) for area in AREAS)]]
    for line in page.reported:
        lights = [colour(lamp.light) + arrows[lamp.moved] for lamp in line.lamps]
        rows.append([line.ask.project.name, *lights])
    return rows


def _forecasts(page: PortfolioReportPage) -> list[list[str]]:
    rows = [[_("Project"), _("Expected to end"), _("Expected to cost"), _("In one sentence")]]
    return rows + [_forecast(line) for line in page.reported]


def _forecast(line: Line) -> list[str]:
    report = line.report
    assert report is not None
    end = f"{formats.day(report.ends_on)} ({since(line.days_late)})" if report.ends_on else "–"
    cost = f"{formats.money(report.cost)} ({beyond(line.over)})" if report.cost is not None else "–"
    return [report.project_name, end.replace(" ()", ""), cost.replace(" ()", ""), report.overall_words]


def _milestones(page: PortfolioReportPage) -> list[list[str]]:
    rows = [[_("Project"), _("Is reached"), _("Next milestone"), _("Last milestone"), _("Its day is past")]]
    for line, plan in page.with_plan:
        reached = _("%(done)s of %(count)s") % {"done": plan.done, "count": len(plan.rows)}
        late = formats.sentence(row.name for row in plan.late) or "–"
        rows.append([line.ask.project.name, reached, _milestone(plan.next), _milestone(plan.last), late])
    return rows


def _risks(page: PortfolioReportPage) -> list[list[str]]:
    rows = [[_("Project"), _("Risk"), _("Now"), _("After the actions"), _("Actions left")]]
    for line, risk in page.risks:
        assert line.report is not None
        name = f"{risk.number} {risk.title}"
        rows.append(
            [
                line.report.project_name,
                name,
                f"{risk.now[1]}. {risk.accepted}".removesuffix(". "),
                risk.after[1],
                formats.number(risk.left),
            ]
        )
    return rows


def _milestone(row: Kept | None) -> str:
    return f"{row.name}, {formats.day(row.reached)} ({slip_words(row.slip)})" if row else "–"


def _plan_columns(plans: Mapping[Any, KeptPlan]) -> list[Column]:
    """Return the columns on milestones: real dates, and the slip in days."""

    def said(which: str, name: str) -> Any:
        return lambda line: getattr(getattr(plans.get(line.ask.pk), which, None), name, None)

    return [
        Column("next", _("Next milestone"), value=said("next", "name")),
        Column("next_due", _("Next milestone, expected"), "day", value=said("next", "due")),
        Column("next_slip", _("Next milestone, days after the baseline"), "number", value=said("next", "slip")),
        Column("last", _("Last milestone"), value=said("last", "name")),
        Column("last_baseline", _("Last milestone, baseline"), "day", value=said("last", "baseline")),
        Column("last_due", _("Last milestone, expected"), "day", value=said("last", "reached")),
        Column("last_slip", _("Last milestone, days after the baseline"), "number", value=said("last", "slip")),
    ]


def _risk_columns(kept: Mapping[Any, KeptRisks]) -> list[Column]:
    """Return the columns on risks: the highest, how it stood, and how many were open."""

    def of_highest(read: Any) -> Any:
        return lambda line: read(kept[line.ask.pk].highest[0]) if kept.get(line.ask.pk) else None

    return [
        Column("risk", _("The highest risk"), value=of_highest(lambda risk: f"{risk.number} {risk.title}")),
        Column("risk_now", _("The highest risk, now"), value=of_highest(lambda risk: risk.now[1])),
        Column("risk_after", _("The highest risk, after the actions"), value=of_highest(lambda risk: risk.after[1])),
        Column(
            "risks", _("Open risks"), "number", value=lambda line: len(kept[line.ask.pk].risks) if line.report else None
        ),
    ]
