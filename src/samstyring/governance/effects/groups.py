"""Setting up a group as a body of the co-operation."""

from django.db.models import Max

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Body


@effect
def set_up_group(*, key: str, name: str, mandate: str, clause: str, basis: Basis) -> Body:
    """Make an expert group, after the bodies that are there. It rests on the decision that set it up (RG-4)."""
    last = Body.objects.aggregate(last=Max("position"))["last"] or 0
    return Body.objects.create(
        key=key,
        name=name,
        kind=Body.Kind.EXPERT_GROUP,
        purpose=mandate,
        clause=clause,
        position=last + 1,
        established_by=basis,
    )
