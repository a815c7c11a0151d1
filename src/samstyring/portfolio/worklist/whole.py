"""What waits in the portfolio for anybody, as the work list of the secretariat tells it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, in_whole, named, tells_all

from .. import queries
from . import projects

tells_all("projects", projects.candidates_that_lack)


@in_whole("asks", projects.answers_to_give, projects.answers_that_lack)
def acceptances(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return, a project, the parties that are asked and silent, and those that nobody has asked (GP-3)."""
    del reader
    lacks = queries.unaccepted()
    clauses = queries.clauses_on(today) if lacks else None
    found = []
    for lack in lacks:
        names = [place.organisation for place in lack.places]
        says = _("Accept to take part in %(project)s") if lack.asked else _("Ask who is to accept %(project)s")
        found.append(
            Waiting(
                heading=says % {"project": lack.project},
                url=f"{lack.project.get_absolute_url()}#parties",
                clause=clauses.anchoring if clauses else "",
                deadline=lack.deadline,
                text=formats.sentence(names),
                key=f"portfolio.unanswered:{lack.project.pk}:{lack.asked}",
                who=named(names) if lack.asked else _("the secretariat"),
                also=tuple(f"portfolio.answer:{place.pk}" for place in lack.places),
            )
        )
    return found
