"""Registers the benefits whose day to be measured comes soon, or is past."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.parties.queries import WHO_ANSWERS
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, in_whole, register_source

from ..models import Benefit
from ..queries import benefits as queries
from ..rules.benefits import AHEAD


def _waiting(benefit: Benefit, actor: Actor, *, who: bool = False) -> Waiting:
    promised = benefit.standing
    assert promised is not None
    given = actor.powers.get(queries.MEASURE, {})
    facts = {"target": formats.number(promised.target), "unit": promised.unit, "day": formats.day(promised.due_on)}
    return Waiting(
        heading=_("Measure the benefit «%(benefit)s» of %(project)s")
        % {"benefit": benefit, "project": benefit.project},
        url=reverse("portfolio:measure_benefit", args=[benefit.project.code, benefit.sequence]),
        clause=given.get("chief_executive", ""),
        deadline=benefit.next_on,
        text=_("The target is %(target)s %(unit)s by %(day)s.") % facts,
        key=f"portfolio.benefit:{benefit.pk}",
        who=f"{promised.owner}, {promised.responsible}" if who else "",
    )


@register_source
def benefits_to_measure(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who answer for a municipality, or lead the project, what is to be measured. One statement."""
    parties = set(actor.scoped_ids("party", *WHO_ANSWERS))
    mine = actor.scoped_ids("project", "project_manager", "project_owner")
    if not parties and not mine:
        return []
    rows = queries.due_until(today + AHEAD)
    return [
        _waiting(row, actor)
        for row in rows
        if str(row.project_id) in mine or (row.standing and str(row.standing.owner_id) in parties)
    ]


@in_whole("projects", benefits_to_measure)
def all_benefits_to_measure(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return the same for all projects. One statement."""
    return [_waiting(row, reader, who=True) for row in queries.due_until(today + AHEAD)]
