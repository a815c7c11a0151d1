"""A project's status report in a window as a document: what was published, as it stood then."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samstyring.records.pdf.render import Language
from samstyring.ui import formats

from ..models import StatusReport
from ..queries.reports import Forecast, ReportPage
from ..reporting.beside import more_risks
from ..reporting.reading import LABELS, area_label, beyond, light_name, since
from ..rules.kept_risks import KeptRisks
from ..rules.milestones import KeptPlan
from ..tables.plan import slip_words
from . import simple


def document(page: ReportPage, report: StatusReport, language: Language) -> bytes:
    """Return the report that counts as tagged PDF: lights, forecast, milestones, risks, and what must be decided."""
    ask = page.ask
    facts = [
        (_("Project owner"), report.owner_name),
        (_("Reported by"), f"{report.answered_by}, {formats.day(report.answered_on)}"),
        (_("How it came"), capfirst(str(report.get_way_display()))),
        (_("Corrected"), _corrected(report)),
    ]
    blocks = [simple.heading(_("How it goes")), simple.table(_lights(page))]
    blocks += [simple.heading(_("Forecast")), simple.table(_forecast(page.forecast))]
    if report.red_reason:
        blocks += [simple.heading(LABELS["red_reason"]), *simple.text(report.red_reason)]
    blocks += [simple.heading(LABELS["progress"]), *simple.text(report.progress or _("Nothing is written."))]
    blocks += [simple.heading(LABELS["to_decide"]), *simple.text(report.to_decide or _("Nothing."))]
    if page.kept_plan.rows:
        blocks += [simple.heading(_("Milestones and slippage")), simple.table(_milestones(page.kept_plan))]
    if page.risks:
        blocks += [simple.heading(_("The highest risks")), simple.table(_risks(page.risks))]
        blocks += [simple.paragraph(more_risks(page.risks.more))] if page.risks.more else []
    return simple.made(
        _("Status report"),
        f"{report.project_name}: {ask.window.name}",
        number=ask.project.code,
        day=report.answered_on,
        facts=facts,
        blocks=blocks,
        language=language,
        at=report.at,
    )


def _corrected(report: StatusReport) -> str:
    if report.version == 1:
        return ""
    said = {"number": report.version, "reason": report.reason}
    return _("version %(number)s: %(reason)s") % said


def _lights(page: ReportPage) -> list[list[str]]:
    rows = [[_("Area"), _("Light"), _("In one sentence")]]
    for lamp in page.lamps:
        moved = {1: f" ↑ {_('better')}", -1: f" ↓ {_('worse')}"}.get(lamp.moved, "")
        rows.append([str(area_label(lamp.area)), (light_name(lamp.light) or _("not said")) + moved, lamp.words or "–"])
    return rows


def _forecast(told: Forecast) -> list[list[str]]:
    def in_force(value: str, source: str) -> str:
        return " · ".join(part for part in (value, str(source)) if part) or _("not set")

    end = formats.day(told.planned_end) if told.planned_end else ""
    cost = formats.money(told.planned_cost) if told.planned_cost is not None else ""
    expected = formats.money(told.cost) if told.cost is not None else "–"
    return [
        [_("What"), _("In force"), _("Expected"), _("Difference")],
        [
            _("End date"),
            in_force(end, told.planned_end_source),
            formats.day(told.ends_on) if told.ends_on else "–",
            since(told.days_late) or "–",
        ],
        [_("Cost"), in_force(cost, told.planned_cost_source), expected, beyond(told.over) or "–"],
    ]


def _milestones(plan: KeptPlan) -> list[list[str]]:
    rows = [[_("Milestone"), _("Baseline"), _("Reached or expected"), _("Against the baseline")]]
    for row in plan.rows:
        state = _("Is reached") if row.done else _("Its day is past") if row in plan.late else ""
        reached = " · ".join(part for part in (formats.day(row.reached), state) if part)
        rows.append([row.name, formats.day(row.baseline) if row.baseline else "–", reached, slip_words(row.slip)])
    return rows


def _risks(kept: KeptRisks) -> list[list[str]]:
    rows = [[_("Risk"), _("Now"), _("After the actions"), _("Actions left")]]
    for risk in kept.highest:
        now = ". ".join(part for part in (risk.now[1], risk.accepted) if part)
        rows.append([f"{risk.number} {risk.title}", now, risk.after[1], formats.number(risk.left)])
    return rows
