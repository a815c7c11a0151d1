"""Registers the benefits whose day to be measured comes soon, or is past, and those that nobody answers for any more."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.parties.queries import WHO_ANSWERS
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, in_whole, register_source, tells_all

from ..models import Benefit
from ..queries import benefits as queries
from ..queries.benefit_owners import in_the_agreement, orphaned
from ..rules.benefits import AHEAD

EDIT = "portfolio.edit_benefit"


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
    """Tell those who answer for a municipality, or lead the project, what is to be measured. At most two statements."""
    parties = set(actor.scoped_ids("party", *WHO_ANSWERS))
    mine = actor.scoped_ids("project", "project_manager", "project_owner")
    if not parties and not mine:
        return []
    rows = queries.due_until(today + AHEAD)
    asked = [row for row in rows if row.standing and str(row.standing.owner_id) in parties]
    own = {row.pk for row in in_the_agreement(asked, today)}
    return [_waiting(row, actor) for row in rows if str(row.project_id) in mine or row.pk in own]


@in_whole("projects", benefits_to_measure)
def all_benefits_to_measure(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return the same for all projects. One statement."""
    return [_waiting(row, reader, who=True) for row in queries.due_until(today + AHEAD)]


def _to_give(benefit: Benefit, actor: Actor) -> Waiting:
    given = actor.powers.get(EDIT, {})
    promised = benefit.standing
    assert promised is not None
    return Waiting(
        heading=_("Choose who answers for the benefit «%(benefit)s» of %(project)s")
        % {"benefit": benefit, "project": benefit.project},
        url=reverse("portfolio:edit_benefit", args=[benefit.project.code, benefit.sequence]),
        clause=next((given[each.role] for each in actor.capacities if each.role in given), ""),
        text=_("%(owner)s has left the agreement.") % {"owner": promised.owner},
        key=f"portfolio.benefit_owner:{benefit.pk}",
    )


@register_source
def benefits_without_an_owner(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who may choose another owner where the one that is has left the agreement. At most two statements."""
    given = actor.powers.get(EDIT, {})
    if not any(each.role in given for each in actor.capacities):
        return []
    return [_to_give(row, actor) for row in orphaned(today) if actor.may(EDIT, f"project:{row.project_id}")]


tells_all("projects", benefits_without_an_owner)
