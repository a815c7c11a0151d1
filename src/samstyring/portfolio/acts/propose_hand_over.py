"""Propose that a project goes to another owner."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation

from .. import queries
from ..errors import NotInvited, OwnsAlready
from ..models import HandOver, Participation, Project
from ..queries import owners
from ..rules.owners import require_can_go, require_said


@acts.act(
    says=_("%(who)s proposed that %(project)s goes from %(former)s to %(party)s: %(reason)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def propose_hand_over(
    *,
    project: Project,
    organisation: Organisation,
    reason: str,
    proposed_from: date,
    by: Actor,
    at: datetime,
) -> HandOver:
    """Put another municipality on a project in execution as the one that shall own it from a day (PA-5, GP-2).

    It is asked, and answers, as any party is; the portfolio board decides. Until then nothing changes. Raises
    ProjectOver, NotStarted, NoOwnerYet, HandOverWaits, NotInvited, OwnsAlready, InvalidInput.
    """
    project = Project.objects.select_for_update(of=("self",)).select_related("hand_over").get(pk=project.pk)
    require_can_go(project, owners.open_one(project))
    reason, today = reason.strip()[:1000], clock.local_date(at)
    require_said(reason, proposed_from, today)
    if organisation.pk not in queries.signed_ids(today):
        raise NotInvited(field="organisation")
    former = project.owner
    assert former is not None
    if former == organisation:
        raise OwnsAlready(field="organisation")
    place = Participation.objects.create(project=project, organisation=organisation, role=Participation.Role.NEXT_OWNER)
    made = HandOver.objects.create(
        project=project,
        sequence=project.hand_overs.count() + 1,
        former=former,
        place=place,
        reason=reason,
        proposed_from=proposed_from,
        by_id=by.person_id,
        at=at,
    )
    acts.record(
        project,
        made,
        organisation,
        former,
        project=str(project),
        former=str(former),
        party=str(organisation),
        reason=reason,
    )
    return made
