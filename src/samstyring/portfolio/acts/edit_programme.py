"""Edit what is said of a programme."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Stale
from samstyring.parties.models import Organisation

from ..models import Programme
from ..rules.programmes import require_going_on, said


@acts.act(says=_("%(who)s edited the programme %(programme)s"))
def edit_programme(
    *,
    programme: Programme,
    name: str,
    purpose: str,
    owner: Organisation,
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> Programme:
    """Edit its name, purpose and owner. Raises ProgrammeEnded, Stale, InvalidInput."""
    require_going_on(programme)
    if revision is not None and revision != programme.revision:
        raise Stale(programme)
    for column, value in {**said(name, purpose), "owner": owner}.items():
        setattr(programme, column, value)
    programme.revision += 1
    programme.save()
    acts.record(programme, owner, programme=programme.name)
    return programme
