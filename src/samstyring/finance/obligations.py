"""Checks that the agreement's obligations on the money of projects hold, with evidence."""

from django.utils.translation import gettext as _

from samstyring.charter.registry import Finding, Question, check
from samstyring.kernel.versions import VersionQuerySet
from samstyring.portfolio.queries import execution
from samstyring.portfolio.queries.findings import found_over

from . import basis_obligations as basis_obligations
from .models import Budget, FundingPlan


def _found(question: Question, versions: VersionQuerySet, lacks: str, all_words: str, some_words: str) -> Finding:
    """Tell whether each project in execution has one of the versions in force. One SQL statement, and the projects."""
    holding = execution.with_version_in_force(versions, question.on)
    stand = execution.standing(execution.in_execution(question.on), lambda project: project.pk in holding)
    return found_over(stand, lambda project: lacks, _("No projects are in execution."), all_words, some_words)


@check("finance.execution_has_budget")
def execution_has_budget(question: Question) -> Finding:
    """Tell whether every project in execution has a budget in force (GP-3, SG-3)."""
    return _found(
        question,
        Budget.objects.all(),
        _("has no budget in force"),
        _("Each of the %(count)s projects in execution has a budget in force."),
        _("%(broken)s of %(count)s projects in execution have no budget in force."),
    )


@check("finance.execution_has_funding_plan")
def execution_has_funding_plan(question: Question) -> Finding:
    """Tell whether every project in execution has a funding plan in force (FI-5)."""
    return _found(
        question,
        FundingPlan.objects.all(),
        _("has no funding plan in force"),
        _("Each of the %(count)s projects in execution has a funding plan in force."),
        _("%(broken)s of %(count)s projects in execution have no funding plan in force."),
    )
