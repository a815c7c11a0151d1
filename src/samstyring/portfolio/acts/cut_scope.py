"""Say that a project must be made smaller after an award in part after all."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.award_scopes import say_of_scope
from ..models import AwardScope, Project, RankedList


@acts.act(
    says=_(
        "%(who)s said that %(project)s must be made smaller after the award in part after all (%(list)s): %(reason)s"
    ),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def cut_scope(*, ranked_list: RankedList, project: Project, reason: str, by: Actor, at: datetime) -> AwardScope:
    """Take back that nothing needs to be smaller, with the reason: the work list asks for it again (SG-5).

    What was said before stays. Raises NotCut, ScopeSaid, InvalidInput.
    """
    made = say_of_scope(ranked_list=ranked_list, project=project, must_shrink=True, reason=reason)
    facts = {"project": str(project), "list": ranked_list.name, "reason": made.reason}
    acts.record(ranked_list, project, made, **facts)
    return made
