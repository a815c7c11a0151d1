"""Take a municipality off a project."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from .. import queries
from ..effects import follow_owner
from ..errors import NotAsked, OwnerBound
from ..models import Participation, Project
from ..rules.projects import require_open


@acts.act(says=_("%(who)s took %(party)s off the project %(project)s"))
def remove_participant(*, participation: Participation, by: Actor, at: datetime) -> Project:
    """Take a party off the project. What it answered stays in the history.

    Raises NotAsked if it is off already, or only proposed as the owner (that is taken back by its own act), OwnerBound for the owner of a project that has started.
    """
    project = participation.project
    require_open(project)
    if participation.is_off or participation.role == Participation.Role.NEXT_OWNER:
        raise NotAsked
    if participation.role == Participation.Role.OWNER and project.state == Project.State.STARTED:
        raise OwnerBound(clause=queries.clauses_on(clock.local_date(at)).led or None)
    participation.removed_at = at
    participation.save(update_fields=["removed_at"])
    if participation.role == Participation.Role.OWNER:
        follow_owner(participation=participation, basis=None)
    acts.record(project, participation.organisation, project=str(project), party=str(participation.organisation))
    return project
