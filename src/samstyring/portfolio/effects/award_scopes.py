"""Saying whether a project must be made smaller after an award in part."""

from django.utils.translation import gettext as _

from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis

from ..errors import NotCut, ScopeSaid
from ..models import AwardScope, CandidateOutcome, Project, RankedList
from ..queries.awards import last_outcome


@effect
def say_of_scope(
    *, ranked_list: RankedList, project: Project, must_shrink: bool, reason: str, basis: Basis | None = None
) -> AwardScope:
    """Add what is said, which counts from now. Raises NotCut, ScopeSaid, InvalidInput."""
    del basis
    running, outcome = require_running("say_of_scope"), last_outcome(ranked_list, project)
    if outcome is None or outcome.state != CandidateOutcome.State.IN_PART:
        raise NotCut(NotCut.message % {"project": project})
    before = outcome.scopes.last()
    if must_shrink == (before is None or before.must_shrink):
        raise ScopeSaid
    if not reason.strip():
        raise InvalidInput({"reason": _("Write why.")})
    made: AwardScope = AwardScope.objects.create(
        outcome=outcome,
        number=before.number + 1 if before else 1,
        must_shrink=must_shrink,
        reason=reason.strip()[:1000],
        by_id=running.by.person_id,
        at=running.at,
    )
    return made
