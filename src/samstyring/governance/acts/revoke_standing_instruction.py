"""Revoke a standing instruction to send summonses."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis

from ..effects.basis import make_basis
from ..errors import AlreadyEnded
from ..models import StandingInstruction
from ..queries.texts import house_language


@acts.act(
    says=gettext_lazy("%(who)s revoked the standing instruction on summonses to %(body)s from %(until)s"),
    scope=lambda **arguments: [f"body:{arguments['instruction'].body_id}"],
)
def revoke_standing_instruction(
    *, instruction: StandingInstruction, until: date, by: Actor, at: datetime
) -> StandingInstruction:
    """End an instruction: `until` is the first day on which it no longer holds. Raises AlreadyEnded, InvalidInput."""
    if instruction.ended_by_id is not None:
        raise AlreadyEnded
    if until <= instruction.from_date:
        raise InvalidInput({"until": _("Choose a day after the one on which it began.")})
    with house_language():
        label = _("standing instruction on summonses to %(body)s revoked") % {"body": instruction.body.name}
    instruction.ended_by = make_basis(kind=Basis.Kind.INSTRUCTION, label=label, dated=until)
    instruction.until = until
    instruction.save(update_fields=["until", "ended_by"])
    acts.record(instruction.body, instruction, instruction.ended_by, body=instruction.body.name, until=until)
    return instruction
