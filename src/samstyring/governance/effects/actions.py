"""Adding what is to be done because of a decision."""

from datetime import date
from uuid import UUID

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Action, Decision


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
