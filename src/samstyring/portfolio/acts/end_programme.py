"""End a programme."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput, Stale

from ..models import Programme
from ..queries.programmes import running_in
from ..rules.programmes import require_can_end, require_going_on


@acts.act(says=_("%(who)s ended the programme %(programme)s: %(reason)s"))
def end_programme(
    *, programme: Programme, reason: str, revision: int | None = None, by: Actor, at: datetime
) -> Programme:
    """End it, with the reason: what it was for is reached, or is done otherwise (SE-3).

    Its projects are over or moved first. It stays, with those that were in it. Raises ProgrammeEnded, ProgrammeRuns,
    Stale, InvalidInput.
    """
    require_going_on(programme)
    if revision is not None and revision != programme.revision:
        raise Stale(programme)
    require_can_end(running_in(programme))
    if not reason.strip():
        raise InvalidInput({"reason": _("Write why.")})
    programme.ended_on, programme.ended_reason = clock.local_date(at), reason.strip()[:1000]
    programme.revision += 1
    programme.save()
    acts.record(programme, programme=programme.name, reason=programme.ended_reason)
    return programme
