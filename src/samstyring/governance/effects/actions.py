"""Adding what is to be done because of a decision."""

from datetime import date
from uuid import UUID

from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis

from ..errors import ActionClosed, ExtensionAnswered
from ..models import Action, Decision, ExtensionAnswer, ExtensionRequest
from ..queries.standing import person_acting
from ..rules.actions import CLOSED


def decision_behind(basis: Basis) -> Decision:
    """Return the decision that a basis is, or the one whose condition it confirms."""
    found = Decision.objects.filter(basis=basis).first()
    return found or Decision.objects.get(case__proposals__confirmation__basis=basis)


@effect
def add_action(*, text: str, organisation_id: UUID, person_id: UUID | None, deadline: date, basis: Basis) -> Action:
    """Add a follow-up action of a decision: which party does what by when (SG-8)."""
    return Action.objects.create(
        basis=basis,
        decision=decision_behind(basis),
        text=text[:500],
        organisation_id=organisation_id,
        person_id=person_id,
        deadline=deadline,
    )


@effect
def answer_extension(
    *, request: ExtensionRequest, until: date | None, note: str, basis: Basis | None = None
) -> ExtensionAnswer:
    """Write the one answer to a request for more time; no day is a refusal. Raises ActionClosed, ExtensionAnswered."""
    del basis
    running = require_running("answer_extension")
    if request.action.state in CLOSED:
        raise ActionClosed
    if ExtensionAnswer.objects.filter(request=request).exists():
        raise ExtensionAnswered
    return ExtensionAnswer.objects.create(
        request=request,
        until=until,
        note=note.strip()[:1000],
        answered_by=person_acting(running.by),
        answered_at=running.at,
    )
