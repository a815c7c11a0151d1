"""Say that nothing of a project needs to be smaller after an award in part."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.award_scopes import say_of_scope
from ..models import AwardScope, Project, RankedList


@acts.act(
    says=_(
        "%(who)s said that nothing of %(project)s needs to be smaller after the award in part (%(list)s): %(reason)s"
    ),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def keep_scope(*, ranked_list: RankedList, project: Project, reason: str, by: Actor, at: datetime) -> AwardScope:
    """Say it with the reason: the rest is funded otherwise, or is given up elsewhere. The work list asks no more (SG-5).

    Mandate, budget and funding plan stand as they were decided. `cut_scope` says otherwise, and a new award asks anew.
    Raises NotCut, ScopeSaid, InvalidInput.
    """
    made = say_of_scope(ranked_list=ranked_list, project=project, must_shrink=False, reason=reason)
    facts = {"project": str(project), "list": ranked_list.name, "reason": made.reason}
    acts.record(ranked_list, project, made, **facts)
    return made
