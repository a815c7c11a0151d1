"""What municipalities are asked for by projects: whether they own or take part."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.actors import Actor
from samstyring.parties.expected import Expected, Source, sources
from samstyring.parties.models import Organisation
from samstyring.parties.queries import answers_for

from . import queries
from .acts.ask_for_acceptance import QUESTION
from .models import Participation


def acceptances(organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
    """Return the projects that municipalities are asked to accept, with what they answered."""
    mine = answers_for(by)
    rows = queries.asked_of(organisations)
    clauses = queries.clauses_on(on) if rows else None
    expected = []
    for place, answer in rows:
        owns = place.role == Participation.Role.OWNER
        says = _("Accept to own %(project)s") if owns else _("Accept to take part in %(project)s")
        own = place.organisation_id in mine and answer is None
        anchor = f"{reverse('portfolio:answers')}#{place.project.code}-{place.organisation_id}"
        expected.append(
            Expected(
                kind="acceptance",
                organisation=organisations[place.organisation_id],
                heading=says % {"project": place.project},
                url=anchor if own else f"{place.project.get_absolute_url()}#parties",
                state="answered" if answer else "open",
                deadline=place.answer_by,
                answer=answer.get_kind_display() if answer else "",
                clause=(clauses.owner if owns else clauses.anchoring) if clauses else "",
                by_link=[(QUESTION, place.pk)],
                trouble=place.letter.trouble if hasattr(place, "letter") else "",
            )
        )
    return expected


sources.register("acceptance", Source("acceptance", gettext_lazy("Acceptance"), acceptances))
