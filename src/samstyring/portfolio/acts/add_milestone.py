"""Put a milestone or a deliverable in a project's plan."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from ..models import Milestone, Project
from ..queries import plan
from ..rules.plan import checked
from ..rules.projects import require_open


@acts.act(
    says=_("%(who)s put %(milestone)s in the plan of %(project)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def add_milestone(*, project: Project, values: Mapping[str, Any], by: Actor, at: datetime) -> Milestone:
    """Plan a milestone, a deliverable or a decision point: name, kind, criteria, who accepts, the day (SG-4).

    A decision point can be tied to one of the project model by its key (`point`): it is reached when that is passed.
    Raises ProjectOver, InvalidInput.
    """
    require_open(project)
    said = checked(values, plan.points_to_choose(project, None, clock.local_date(at)))
    made: Milestone = Milestone.objects.create(
        project=project, sequence=Milestone.objects.filter(project=project).count() + 1, **said
    )
    acts.record(project, made, project=str(project), milestone=made.name, due_on=made.due_on.isoformat())
    return made
