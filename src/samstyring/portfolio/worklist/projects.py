"""Registers what waits in the portfolio: answers for the parties, and what lacks for those who prepare."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.kernel.actors import Actor
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, register_source

from .. import queries
from ..models import Participation
from ..said import Clauses


def _asked_by(clauses: Clauses | None, place: Participation) -> str:
    """Return the clause that a party is asked under: as the owner, or as one who takes part."""
    if clauses is None:
        return ""
    return clauses.anchoring if place.role == Participation.Role.PARTICIPANT else clauses.owner


def _question(place: Participation) -> str:
    """Return what a party is asked."""
    if place.role == Participation.Role.OWNER:
        return _("Answer whether %(party)s accepts to own %(project)s")
    if place.role == Participation.Role.NEXT_OWNER:
        return _("Answer whether %(party)s takes over as owner of %(project)s")
    return _("Answer whether %(party)s takes part in %(project)s")


@register_source
def answers_to_give(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell a party's people what their municipality is asked and has not answered."""
    places = queries.open_questions(actor, today)
    clauses = queries.clauses_on(today) if places else None
    return [
        Waiting(
            heading=_question(place) % {"party": place.organisation, "project": place.project},
            url=f"{reverse('portfolio:answers')}#{place.project.code}-{place.organisation_id}",
            clause=_asked_by(clauses, place),
            deadline=place.answer_by,
            key=f"portfolio.answer:{place.pk}",
        )
        for place in places
    ]


@register_source
def answers_that_lack(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who ask which projects lack answers past their deadline, or have parties that nobody has asked."""
    if not actor.may("portfolio.ask_for_acceptance"):
        return []
    waiting: list[Waiting] = []
    lacks = queries.unanswered(today)
    clauses = queries.clauses_on(today) if lacks else None
    for lack in lacks:
        names = formats.sentence(place.organisation for place in lack.places)
        if lack.asked:
            says = ngettext(
                "%(party)s has not answered on %(project)s",
                "%(count)s municipalities have not answered on %(project)s",
                len(lack.places),
            )
        else:
            says = ngettext(
                "Ask %(party)s to accept %(project)s",
                "Ask %(count)s municipalities to accept %(project)s",
                len(lack.places),
            )
        facts = {"party": names, "count": len(lack.places), "project": lack.project}
        waiting.append(
            Waiting(
                heading=says % facts,
                url=f"{lack.project.get_absolute_url()}#parties",
                clause=clauses.anchoring if clauses else "",
                deadline=lack.deadline,
                text=names if len(lack.places) > 1 else "",
                key=f"portfolio.unanswered:{lack.project.pk}:{lack.asked}",
            )
        )
    return waiting


@register_source
def candidates_that_lack(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who prepare what a candidate lacks before it can come before the portfolio board."""
    if not actor.may("portfolio.draft_mandate") and not actor.has_role("project_owner", "project_manager"):
        return []
    lacking = queries.candidates_lacking(today, queries.may_prepare(actor))
    clauses = queries.clauses_on(today) if lacking else None
    return [
        Waiting(
            heading=_("Prepare %(project)s: it lacks %(what)s")
            % {"project": project, "what": formats.sentence(str(label) for label in labels)},
            url=project.get_absolute_url(),
            clause=clauses.start if clauses else "",
            key=f"portfolio.lacks:{project.pk}",
        )
        for project, labels in lacking
    ]
