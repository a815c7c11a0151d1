"""Checks that the agreement's obligations on projects hold, with evidence."""

from django.utils.translation import gettext as _

from samstyring.charter.registry import Finding, Question, check
from samstyring.governance.queries.bodies import parties_on
from samstyring.ui import formats

from .. import queries
from ..queries import execution
from ..queries.execution import Held, standing
from ..queries.findings import found_over


@check("portfolio.measures_name_purposes")
def measures_name_purposes(question: Question) -> Finding:
    """Tell whether every measure names a purpose of the agreement that it serves (GP-1)."""
    known = {purpose.key for purpose in queries.purposes_on(question.on)}
    return found_over(
        standing(execution.registered_by(question.on), lambda project: bool(known & set(project.purposes))),
        lambda project: _("names no purpose of the agreement"),
        _("No projects are registered."),
        _("Each of the %(count)s projects names the purposes that it serves."),
        _("%(broken)s of %(count)s projects name no purpose of the agreement."),
    )


@check("portfolio.execution_has_owner")
def execution_has_owner(question: Question) -> Finding:
    """Tell whether every project in execution has an owner who has accepted (PA-5)."""
    answers = execution.owners_answers(question.on)

    def lacks(project: Held) -> str:
        if project.owner_id is None:
            return _("has no owner")
        if project.pk not in answers:
            return _("%(party)s has not accepted") % {"party": project.owner}
        _kind, day = answers[project.pk]
        return _("%(party)s declined on %(day)s") % {"party": project.owner, "day": formats.day(day)}

    return found_over(
        standing(
            execution.in_execution(question.on), lambda project: execution.accepted(answers.get(project.pk), project)
        ),
        lacks,
        _("No projects are in execution."),
        _("Each of the %(count)s projects in execution has an owner who has accepted."),
        _("%(broken)s of %(count)s projects in execution lack an owner who has accepted."),
    )


@check("portfolio.execution_led_by_one_party")
def execution_led_by_one_party(question: Question) -> Finding:
    """Tell whether every project in execution is led by one municipality that is party to the agreement (GP-2)."""
    parties = {party.pk for party in parties_on(question.on)}

    def lacks(project: Held) -> str:
        if project.owner is None:
            return _("is led by no municipality")
        return _("%(party)s, which leads it, is not party to the agreement") % {"party": project.owner}

    return found_over(
        standing(execution.in_execution(question.on), lambda project: project.owner_id in parties),
        lacks,
        _("No projects are in execution."),
        _("Each of the %(count)s projects in execution is led by one party."),
        _("%(broken)s of %(count)s projects in execution are not led by one party."),
    )


@check("portfolio.execution_has_mandate")
def execution_has_mandate(question: Question) -> Finding:
    """Tell whether every project in execution has a mandate in force (SG-3)."""
    return found_over(
        standing(execution.in_execution(question.on), lambda project: project.has_mandate),
        lambda project: _("has no mandate in force"),
        _("No projects are in execution."),
        _("Each of the %(count)s projects in execution has a mandate in force."),
        _("%(broken)s of %(count)s projects in execution have no mandate in force."),
    )
