"""Register hours that a municipality has delivered on a project."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from ..errors import NothingPromised
from ..models import DeliveredHours, Participation
from ..queries import promises
from ..rules.promises import require_delivered


@acts.act(
    says=_("%(who)s registered delivered hours from %(party)s on %(project)s: %(hours)s"),
    scope=lambda **a: [
        f"party:{a['participation'].organisation_id}",
        f"project:{a['participation'].project_id}",
    ],
)
def register_delivered_hours(
    *,
    participation: Participation,
    role: str,
    hours: int,
    starts_on: date,
    ends_on: date,
    note: str = "",
    by: Actor,
    at: datetime,
) -> DeliveredHours:
    """Say how many hours those in a role that was promised have worked, from a day until and with another (PA-5).

    Whole hours. Nothing is changed afterwards: hours less than zero take back what was too much, and `note` says why.
    Raises NothingPromised, InvalidInput.
    """
    roles = promises.roles_promised(participation)
    if not roles:
        raise NothingPromised
    before = promises.deliveries_of(participation)
    require_delivered(
        role=role,
        hours=hours,
        starts_on=starts_on,
        ends_on=ends_on,
        note=note,
        roles=roles,
        before=sum(row.hours for row in before if row.role == role),
        today=clock.local_date(at),
    )
    made: DeliveredHours = DeliveredHours.objects.create(
        participation=participation,
        sequence=len(before) + 1,
        role=role,
        hours=hours,
        starts_on=starts_on,
        ends_on=ends_on,
        note=note.strip()[:300],
        registered_by=by.name,
        by_id=by.person_id,
        at=at,
    )
    project, party = participation.project, participation.organisation
    acts.record(project, party, made, project=str(project), party=str(party), hours=hours)
    return made
