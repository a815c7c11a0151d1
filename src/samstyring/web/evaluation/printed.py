"""The evaluation as a document: the figures of the page, in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.records.pdf import data as pdf
from samstyring.ui import formats, richtext

from .answers import Answers, Words
from .figures import Section
from .queries import EvaluationPage


def printed(page: EvaluationPage) -> pdf.SimpleData:
    """Return what the document is filled with."""
    return pdf.SimpleData(
        head=pdf.Head(cooperation=charter.cooperation().name, demo=charter.installation_mode() == "demo"),
        title=_("Evaluation: answers and figures") if page.answers else _("Figures for the evaluation"),
        subtitle=_("%(start)s to %(last)s")
        % {"start": formats.day(page.span.start), "last": formats.day(page.span.last_day)},
        notice=_("Gathered from what was done in this system, by what is known on the day it was printed."),
        facts=tuple(pdf.Fact(label=label, value=value) for label, value in facts(page)),
        content=richtext.normalise({"type": "doc", "content": [*_answered(page.answers), *_figures(page)]}),
    )


def facts(page: EvaluationPage) -> list[tuple[str, str]]:
    """Return what the agreement says of the evaluation, and what is registered."""
    if not page.regulated:
        return [(_("The agreement"), _("asks for no evaluation"))]
    rows = [(_("Clause"), f"{page.clause} {page.heading}")]
    if page.window:
        days = {"start": formats.day(page.window.start), "last": formats.day(page.window.last_day)}
        rows.append((_("To be made"), _("%(start)s to %(last)s") % days))
    rows.append((_("Who evaluates"), page.responsible or _("The agreement does not say who.")))
    rows += [(_("Concluded"), f"{formats.day(row.decided_on)}, {row.basis.label}") for row in page.concluded]
    return rows


def _figures(page: EvaluationPage) -> list[dict[str, Any]]:
    return [block for each in page.sections for block in _blocks(each)]


def _answered(answers: Answers | None) -> list[dict[str, Any]]:
    """Return what the parties answered: who is silent, recommendations first, each question, and words."""
    if answers is None:
        return []
    blocks = [_heading(_("The parties' answers"))]
    blocks += [_paragraph(f"{label}: {value}") for label, value in answers.lines]
    for each in answers.recommendations:
        blocks += [_heading(_("Recommendations: %(question)s") % {"question": each.heading}), *_said(each)]
    for table in answers.tables:
        blocks += _blocks(table)
    for each in answers.in_words:
        blocks += [_heading(each.heading), *_said(each)]
    return blocks


def _said(words: Words) -> list[dict[str, Any]]:
    if not words.entries:
        return [_paragraph(_("Nobody has written anything."))]
    return [_paragraph(f"{who}: {text}") for who, text in words.entries]


def _heading(text: str) -> dict[str, Any]:
    return {"type": "heading", "level": 2, "content": [{"text": text}]}


def _paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "content": [{"text": text}]}


def _blocks(section: Section) -> list[dict[str, Any]]:
    heading, note = _heading(section.heading), _paragraph(section.note)
    if not section.rows:
        return [heading, _paragraph(_("Nothing in the period."))]
    rows = [[[{"text": str(cell)}] for cell in row] for row in [section.columns, *section.rows]]
    return [heading, note, {"type": "table", "head": True, "rows": rows}]
