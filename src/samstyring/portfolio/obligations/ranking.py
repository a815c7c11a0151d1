"""Check that the projects are ranked by whoever is to rank them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.ui import formats

from ..queries import ranking as queries

NAMED = 8


@check("portfolio.projects_ranked")
def projects_ranked(question: Question) -> Finding:
    """Tell which ranked lists are in force (SG-4).

    The agreement does not say how often, so it is broken only where no list is. Two SQL statements.
    """
    page = Evidence(_("Ranked lists"), reverse("portfolio:ranked_lists"))
    rows = queries.in_force_of_all(question.on)
    if rows:
        says = ngettext(
            "%(count)s ranked list is in force, the last from %(day)s.",
            "%(count)s ranked lists are in force, the last from %(day)s.",
            len(rows),
        )
        facts = {"count": formats.number(len(rows)), "day": formats.day(rows[0].in_force_from)}
        named = [Evidence(str(row), row.get_absolute_url()) for row in rows[:NAMED]]
        return Finding("fulfilled", says % facts, [page, *named])
    if not queries.can_be_ranked():
        return Finding("not_measured", _("There are no projects to rank."), [page])
    return Finding("broken", _("No ranked list is in force."), [page])
