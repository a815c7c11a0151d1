"""Checks that the agreement's obligations on projects hold, with evidence."""

from collections.abc import Callable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.ui import formats

from . import queries
from .models import Project
from .rules import has_accepted


def _found(
    projects: Sequence[Project], lacks: Callable[[Project], str], none_words: str, all_words: str, some_words: str
) -> Finding:
    """Return a finding over projects: `lacks` gives what is wrong with one, or nothing."""
    if not projects:
        return Finding("fulfilled", none_words)
    evidence = []
    for project in projects:
        wrong = lacks(project)
        words = f"{project} ({project.code})" + (f": {wrong}" if wrong else "")
        evidence.append(Evidence(words, project.get_absolute_url(), holds=not wrong))
    broken = [row for row in evidence if not row.holds]
    if not broken:
        return Finding("fulfilled", all_words % {"count": formats.number(len(projects))}, evidence)
    why = some_words % {"broken": formats.number(len(broken)), "count": formats.number(len(projects))}
    return Finding("broken", why, [*broken, *[row for row in evidence if row.holds]])


def in_execution(on: date) -> list[Project]:
    """Return the projects in execution on a day, by name, with their owners. One statement."""
    return queries.in_execution(on)


@check("portfolio.measures_name_purposes")
def measures_name_purposes(question: Question) -> Finding:
    """Tell whether every measure names a purpose of the agreement that it serves (GP-1)."""
    known = {purpose.key for purpose in queries.purposes_on(question.on)}
    return _found(
        queries.registered_by(question.on),
        lambda project: "" if known & set(project.purposes) else _("names no purpose of the agreement"),
        _("No projects are registered."),
        _("Each of the %(count)s projects names the purposes that it serves."),
        _("%(broken)s of %(count)s projects name no purpose of the agreement."),
    )


@check("portfolio.execution_has_owner")
def execution_has_owner(question: Question) -> Finding:
    """Tell whether every project in execution has an owner who has accepted (PA-5)."""
    projects = in_execution(question.on)
    answers = queries.owners_answers([project.pk for project in projects], question.on)

    def lacks(project: Project) -> str:
        if project.owner_id is None:
            return _("has no owner")
        answer = answers.get(project.pk)
        if answer is None and project.taken_over_by_id is not None:
            return ""  # taken over with the owner that the decision named
        if answer is None:
            return _("%(party)s has not accepted") % {"party": project.owner}
        if not has_accepted(answer):
            return _("%(party)s declined on %(day)s") % {
                "party": project.owner,
                "day": formats.day(answer.answered_on),
            }
        return ""

    return _found(
        projects,
        lacks,
        _("No projects are in execution."),
        _("Each of the %(count)s projects in execution has an owner who has accepted."),
        _("%(broken)s of %(count)s projects in execution lack an owner who has accepted."),
    )


@check("portfolio.execution_led_by_one_party")
def execution_led_by_one_party(question: Question) -> Finding:
    """Tell whether every project in execution is led by one municipality that is party to the agreement (GP-2)."""
    projects = in_execution(question.on)
    parties = queries.signed_ids(question.on)

    def lacks(project: Project) -> str:
        if project.owner is None:
            return _("is led by no municipality")
        if project.owner_id not in parties:
            return _("%(party)s, which leads it, is not party to the agreement") % {"party": project.owner}
        return ""

    return _found(
        projects,
        lacks,
        _("No projects are in execution."),
        _("Each of the %(count)s projects in execution is led by one party."),
        _("%(broken)s of %(count)s projects in execution are not led by one party."),
    )


@check("portfolio.execution_has_mandate")
def execution_has_mandate(question: Question) -> Finding:
    """Tell whether every project in execution has a mandate in force (SG-3)."""
    projects = in_execution(question.on)
    mandates = queries.mandates_in_force([project.pk for project in projects], question.on)
    return _found(
        projects,
        lambda project: "" if project.pk in mandates else _("has no mandate in force"),
        _("No projects are in execution."),
        _("Each of the %(count)s projects in execution has a mandate in force."),
        _("%(broken)s of %(count)s projects in execution have no mandate in force."),
    )
