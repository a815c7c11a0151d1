"""Check that the benefits of projects are followed up, also when the projects are closed."""

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.ui import formats

from ..queries import benefits as queries
from ..rules.benefits import State, state_of

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
