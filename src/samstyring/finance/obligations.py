"""Checks that the agreement's obligations on the money of projects hold, with evidence."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.portfolio import queries as portfolio
from samstyring.ui import formats

from . import queries


def _found(question: Question, there: Mapping[UUID, Any], lacks: str, all_words: str, some_words: str) -> Finding:
    projects = portfolio.in_execution(question.on)
    if not projects:
        return Finding("fulfilled", _("No projects are in execution."))
    evidence = []
    for project in projects:
        holds = project.pk in there
        words = f"{project} ({project.code})"
        evidence.append(Evidence(words if holds else f"{words}: {lacks}", project.get_absolute_url(), holds))
    broken = [row for row in evidence if not row.holds]
    count = {"count": formats.number(len(projects)), "broken": formats.number(len(broken))}
    if not broken:
        return Finding("fulfilled", all_words % count, evidence)
    return Finding("broken", some_words % count, [*broken, *[row for row in evidence if row.holds]])


def _keys(question: Question) -> list[UUID]:
    return [project.pk for project in portfolio.in_execution(question.on)]


@check("finance.execution_has_budget")
def execution_has_budget(question: Question) -> Finding:
    """Tell whether every project in execution has a budget in force (GP-3, SG-3)."""
    return _found(
        question,
        queries.budgets_in_force(_keys(question), question.on),
        _("has no budget in force"),
        _("Each of the %(count)s projects in execution has a budget in force."),
        _("%(broken)s of %(count)s projects in execution have no budget in force."),
    )


@check("finance.execution_has_funding_plan")
def execution_has_funding_plan(question: Question) -> Finding:
    """Tell whether every project in execution has a funding plan in force (FI-5)."""
    return _found(
        question,
        queries.plans_in_force(_keys(question), question.on),
        _("has no funding plan in force"),
        _("Each of the %(count)s projects in execution has a funding plan in force."),
        _("%(broken)s of %(count)s projects in execution have no funding plan in force."),
    )
