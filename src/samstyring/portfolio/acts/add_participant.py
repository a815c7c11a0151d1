"""Put a municipality on a project, to be asked."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation

from .. import queries
from ..errors import AlreadyAsked, NotInvited, OwnerBound, OwnerTaken
from ..models import Participation, Project
from ..rules.projects import require_open

Role = Participation.Role


@acts.act(says=_("%(who)s put %(party)s on the project %(project)s"))
def add_participant(
    *,
    project: Project,
    organisation: Organisation,
    role: str = Role.PARTICIPANT,
    effort: str = "",
    by: Actor,
    at: datetime,
) -> Participation:
    """Put a municipality on the project as the owner or a participant that shall be asked, with the effort asked of it.

    Raises ProjectOver, NotInvited, AlreadyAsked, OwnerTaken (PA-5: exactly one), OwnerBound.
    """
    require_open(project)
    today = clock.local_date(at)
    if organisation.pk not in queries.invited_ids(today):
        raise NotInvited(field="organisation")
    on_it = project.participations.standing()
    if on_it.filter(organisation=organisation).exists():
        raise AlreadyAsked(field="organisation")
    if role == Role.OWNER:
        if project.state == Project.State.STARTED:
            raise OwnerBound(clause=queries.clauses_on(today).led or None, field="role")
        if on_it.filter(role=Role.OWNER).exists():
            raise OwnerTaken(clause=queries.clauses_on(today).owner or None, field="role")
    participation = Participation.objects.create(
        project=project, organisation=organisation, role=role, effort=effort.strip()
    )
    acts.record(project, organisation, project=str(project), party=str(organisation), role=str(role))
    return participation
