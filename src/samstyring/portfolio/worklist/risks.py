"""Registers the actions on risks whose day comes soon or is past, and the acceptances of risks that run out."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, in_whole, register_source, tells_all

from ..models import RiskAction
from ..queries import risks as queries
from ..queries.steering import BOARD_DECIDES

AHEAD = timedelta(days=30)
"""How long before its day an action stands in a work list."""


def _waiting(action: RiskAction, who: str = "") -> Waiting:
    risk = action.risk
    text = _("%(who)s: on %(number)s %(risk)s") % {"who": action.responsible, "number": risk.number, "risk": risk}
    return Waiting(
        heading=_("%(project)s: %(what)s") % {"project": risk.project, "what": action.what},
        url=f"{risk.get_absolute_url()}#actions",
        deadline=action.due_on,
        text=text,
        key=f"portfolio.risk_action:{action.pk}",
        who=who,
    )


@register_source
def actions_to_take(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who lead a project what is to be done about its risks, and which role sees to it. One statement."""
    mine = actor.scoped_ids("project", "project_manager", "project_owner")
    if not mine:
        return []
    return [_waiting(action) for action in queries.actions_until(today + AHEAD) if str(action.risk.project_id) in mine]


@in_whole("projects", actions_to_take)
def all_actions(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return the same for all projects. One statement."""
    del reader
    return [_waiting(action, action.responsible) for action in queries.actions_until(today + AHEAD)]


@register_source
def acceptances_ending(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who bring risks to the board which acceptances run out, or have. Two statements."""
    if not actor.may("portfolio.raise_risk"):
        return []
    found = []
    body = charter.name_of_decider(BOARD_DECIDES, today)
    for risk, acceptance in queries.acceptances_ending(today + AHEAD):
        facts = {"number": risk.number, "risk": risk, "project": risk.project}
        found.append(
            Waiting(
                heading=_("%(project)s: the acceptance of %(number)s %(risk)s runs out") % facts,
                url=risk.get_absolute_url(),
                clause=queries.clause_of(actor),
                deadline=acceptance.last_day,
                text=_("Judge it anew, or bring it to %(body)s again.") % {"body": body},
                key=f"portfolio.risk_acceptance:{acceptance.pk}",
            )
        )
    return found


tells_all("projects", acceptances_ending)
