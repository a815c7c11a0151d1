"""A version of a project's closing report as a document."""

from collections.abc import Sequence
from typing import cast

from django.utils.translation import gettext as _

from samstyring.records.pdf.render import Language
from samstyring.ui import formats

from ..models import BenefitPromise, ClosingReport
from ..queries.benefits import benefits_of
from ..reporting.reading import beyond, since
from ..rules.benefits import figure
from ..templated import Part
from . import simple


def document(report: ClosingReport, language: str) -> bytes:
    """Return the version as a tagged PDF: what it took and cost against the plan, every part of it, and who takes over."""
    project = report.project
    facts = [
        (_("Project owner"), str(project.owner) if project.owner else ""),
        (_("Project manager"), str(project.manager) if project.manager else ""),
        (_("Started"), formats.day(project.started_on) if project.started_on else ""),
        (_("Ends"), _against(formats.day(report.ends_on), _end(report))),
        (_("Cost"), _against(formats.money(report.cost), _cost(report))),
        (_("Takes over"), report.to),
        (_("Handed over"), _handed_over(report)),
    ]
    blocks: list[simple.Block] = []
    for part in report.parts:
        blocks += [simple.heading(Part(part["key"], part["labels"]).label), *simple.text(part["text"])]
    if followed := [row.standing for row in benefits_of(project) if row.standing and row.ended_on is None]:
        blocks += [simple.heading(_("Benefits that are followed up")), _benefits(followed)]
    return simple.made(
        _("Closing report, version %(number)s") % {"number": report.number},
        project.name,
        number=project.code,
        day=report.at,
        facts=facts,
        blocks=blocks,
        language=cast(Language, language),
        at=report.at,
    )


def _benefits(promises: Sequence[BenefitPromise]) -> simple.Block:
    rows = [[_("Benefit"), _("Answers for it"), _("Benefit baseline"), _("Target"), _("By when")]]
    for row in promises:
        owner = f"{row.owner}, {row.responsible}"
        figures = [figure(row.baseline, row.unit), figure(row.target, row.unit)]
        rows.append([row.title, owner, *figures, formats.day(row.due_on)])
    return simple.table(rows)


def _against(value: str, plan: str) -> str:
    return f"{value} ({plan})" if plan else value


def _end(report: ClosingReport) -> str:
    if report.planned_end is None:
        return ""
    planned = _("planned %(day)s") % {"day": formats.day(report.planned_end)}
    return f"{planned}, {since((report.ends_on - report.planned_end).days)}"


def _cost(report: ClosingReport) -> str:
    if report.planned_cost is None:
        return ""
    frame = _("frame %(sum)s") % {"sum": formats.money(report.planned_cost)}
    return f"{frame}, {beyond(report.cost - report.planned_cost)}"


def _handed_over(report: ClosingReport) -> str:
    if report.handed_over_on is None:
        return str(_("not yet"))
    facts = {"day": formats.day(report.handed_over_on), "who": report.accepted_by}
    return _("%(day)s, accepted by %(who)s") % facts
