"""Register a project candidate."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation, Person

from .. import queries
from ..effects.candidates import register_candidate
from ..effects.decision_points import keep_model
from ..effects.needs import answer
from ..errors import NotInvited
from ..models import Need, NeedAnswer, Participation, Project
from ..queries import decision_points
from ..rules.needs import require_living
from ..rules.projects import require_purposes


@acts.act(says=_("%(who)s registered the project %(project)s"))
def register_project(
    *,
    name: str,
    origin: str,
    summary: str,
    purposes: Sequence[str],
    owner: Organisation | None = None,
    participants: Sequence[Organisation] = (),
    manager: Person | None = None,
    need: Need | None = None,
    model: str = "",
    by: Actor,
    at: datetime,
) -> Project:
    """Register a candidate, with the purposes of the agreement that it serves (GP-1, at least one).

    `owner` and `participants` are those who shall be asked: nobody owns or takes part before they have accepted
    (PA-5, GP-3). `need` is what it comes from: the need is answered by it (FO-7). `model` is the key of the project model
    that it follows (an activity needs less than a project, GP-2); without one it follows the agreement's, as that reads
    when it starts. The code (P-22-007) is gapless per year. Raises InvalidInput, NotInvited, NeedOver.

    Preparing binds nobody, so it is open after the agreement's term too; what is refused then is the decision (VA-1).
    """
    today = clock.local_date(at)
    if origin not in Project.Origin.values:
        raise InvalidInput({"origin": _("Choose where the project comes from.")})
    models = decision_points.models_to_choose(None, today)
    if model and model not in models:
        raise InvalidInput({"model": _("Choose one of the project models.")})
    known = [purpose.key for purpose in queries.purposes_on(today)]
    invited = queries.invited_ids(today)
    asked = [(owner, Participation.Role.OWNER)] if owner else []
    asked += [(party, Participation.Role.PARTICIPANT) for party in dict.fromkeys(participants) if party != owner]
    for organisation, _role in asked:
        if organisation.pk not in invited:
            raise NotInvited
    project = register_candidate(
        name=name,
        origin=origin,
        summary=summary,
        purposes=require_purposes(purposes, known),
        asked=asked,
        manager=manager,
        follows=keep_model(model=models[model]) if model and models[model] != queries.project_model(today) else None,
    )
    if need is not None:
        require_living(need)
        answer(need=need, kind=NeedAnswer.Kind.CANDIDATE, project=project)
    return project
