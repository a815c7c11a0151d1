"""Put those who want to take part in a need or an initiative on a project that is there already."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation
from samstyring.ui import formats

from .. import queries
from ..effects.needs import answer
from ..errors import NotInvited
from ..models import Need, NeedAnswer, Participation, Project
from ..queries import needs
from ..rules.needs import LIVING_NEEDS, require_can_go_on
from ..rules.projects import require_open


@acts.act(
    says=gettext_lazy(
        "%(who)s put %(parties)s, who want to take part in %(need)s (%(code)s), on the project %(project)s"
    )
)
def put_willing_on_project(
    *,
    need: Need,
    project: Project,
    organisations: Sequence[Organisation],
    goes_on: bool = False,
    by: Actor,
    at: datetime,
) -> list[Participation]:
    """Put municipalities that sent the need, want to take part in it, or said yes to the initiative, on a project to be asked.

    They take part when they have accepted there (GP-3); those that stand on the project already are left as they are.
    `goes_on` also answers the need by the project (FO-7), where it is not answered so already: an initiative then takes
    no more answers. Raises ProjectOver, NeedOver, NotInvited, InvalidInput when nobody is chosen, somebody has not said
    that they want to, or all of them stand there already.
    """
    require_open(project)
    require_can_go_on(need)
    chosen = list(dict.fromkeys(organisations))
    willing = set(needs.wanting_in(need))
    if strangers := [row.name for row in chosen if row.pk not in willing]:
        says = _("These have not said that they want to take part: %(parties)s.")
        raise InvalidInput({"organisations": says % {"parties": formats.sentence(strangers)}})
    there = {place.organisation_id for place in queries.places_of(project)}
    added = [row for row in chosen if row.pk not in there]
    if not added:
        raise InvalidInput({"organisations": _("Choose at least one that is not on the project already.")})
    if {row.pk for row in added} - queries.invited_ids(clock.local_date(at)):
        raise NotInvited(field="organisations")
    made = [
        Participation.objects.create(project=project, organisation=row, role=Participation.Role.PARTICIPANT)
        for row in added
    ]
    if goes_on and need.state in LIVING_NEEDS and need.state != Need.State.CANDIDATE:
        answer(need=need, kind=NeedAnswer.Kind.CANDIDATE, project=project)
    names = formats.sentence(row.name for row in added)
    acts.record(project, need, *added, project=str(project), need=need.name, code=need.code, parties=names)
    return made
