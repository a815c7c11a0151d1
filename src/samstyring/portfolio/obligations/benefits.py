"""Checks of the benefits: they are followed up, also when the projects are closed, and what they have come to."""

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.ui import formats

from ..queries import benefits as queries
from ..rules.benefits import State, Verdict, state_of

NAMED = 8


@check("portfolio.benefits_followed_up")
def benefits_followed_up(question: Question) -> Finding:
    """Tell whether each project that was closed here has benefits with an owner, and each is measured in its time (VE-4).

    That a target is missed breaks nothing: the duty is to see to it, and to know. Two SQL statements.
    """
    page = Evidence(_("Benefits"), reverse("portfolio:benefits"))
    followed, closed = queries.followed(), queries.closed_here(question.on)
    if not followed and not closed:
        return Finding(
            "not_measured", _("No project has been closed here yet, and no benefits are written down."), [page]
        )
    bare = [project for project in closed if project.pk not in {row.project_id for row in followed}]
    late = [row for row in followed if state_of(row, question.on) == State.NOT_MEASURED]
    rows = [Evidence(str(project), project.get_absolute_url(), holds=False) for project in bare]
    rows += [Evidence(f"{row.project}: {row}", row.get_absolute_url(), holds=False) for row in late]
    facts = {"bare": formats.number(len(bare)), "late": formats.number(len(late)), "all": formats.number(len(followed))}
    if bare or late:
        why = _(
            "%(bare)s closed projects have no benefits that are followed up, and %(late)s benefits were to be measured and are not."
        )
        return Finding("broken", why % facts, [page, *rows[:NAMED]])
    return Finding(
        "fulfilled", _("%(all)s benefits are followed up, and measured when they are to be.") % facts, [page]
    )


@check("portfolio.benefits_measured")
def benefits_measured(question: Question) -> Finding:
    """Tell what the benefits of the projects have come to (VE-3): how many are measured, and stand as they were to.

    The agreement gives no amount, so it is broken only where something is measured and nothing of it goes as promised.
    By what is registered today. One SQL statement.
    """
    del question
    page = Evidence(_("Benefits"), reverse("portfolio:benefits"))
    rows = queries.followed()
    measured = [row for row in rows if row.verdict]
    well = [row for row in measured if row.verdict in (Verdict.REACHED, Verdict.ON_COURSE)]
    facts = {
        "all": formats.number(len(rows)),
        "measured": formats.number(len(measured)),
        "well": formats.number(len(well)),
    }
    if not rows:
        return Finding("not_measured", _("No benefits are written down."), [page])
    if not measured:
        return Finding("not_measured", _("None of the %(all)s benefits written down is measured yet.") % facts, [page])
    says = _("%(measured)s of %(all)s benefits are measured, and %(well)s of them are reached or on course.") % facts
    named = [Evidence(f"{row.project}: {row}", row.get_absolute_url()) for row in well[:NAMED]]
    return Finding("fulfilled" if well else "broken", says, [page, *named])
