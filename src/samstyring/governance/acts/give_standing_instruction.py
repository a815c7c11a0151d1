"""Give the secretariat a standing instruction to send summonses."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person
from samstyring.records.effects import Upload, keep_evidence

from ..effects.basis import make_basis
from ..errors import EvidenceMissing, NoLeader
from ..models import Body, StandingInstruction
from ..queries.leaders import leader_on
from ..queries.texts import house_language


@acts.act(
    says=gettext_lazy("%(who)s registered the leader's standing instruction on summonses to %(body)s"),
    scope=lambda **arguments: [f"body:{arguments['body'].pk}"],
)
def give_standing_instruction(
    *, body: Body, text: str, from_date: date, evidence: Upload | None = None, by: Actor, at: datetime
) -> StandingInstruction:
    """Let the secretariat send summonses on the leader's behalf until it is revoked (LE-2), in writing.

    The leader writes it here, or the secretariat registers the leader's letter. Raises NoLeader, EvidenceMissing, and
    InvalidInput where an instruction stands already.
    """
    leader = leader_on(body, from_date)
    if leader is None:
        raise NoLeader
    if leader.pk != by.person_id and evidence is None:
        raise EvidenceMissing(field="evidence")
    if StandingInstruction.objects.overlapping(from_date, None).filter(body=body).exists():
        raise InvalidInput({"from_date": _("An instruction stands already. Revoke it first.")})
    with house_language():
        label = _("standing instruction on summonses to %(body)s") % {"body": body.name}
    basis = make_basis(kind=Basis.Kind.INSTRUCTION, label=label, dated=from_date)
    instruction = StandingInstruction(
        body=body,
        given_by=leader,
        text=text,
        from_date=from_date,
        begun_by=basis,
    )
    if evidence is not None:
        instruction.evidence = keep_evidence(
            upload=evidence, title=label, about=instruction, received_from=leader.name, dated=from_date, basis=basis
        )
        acts.on_behalf_of(Person.objects.get(pk=leader.pk), [instruction.evidence])
    instruction.save()
    acts.record(body, instruction, basis, body=body.name, from_date=from_date)
    return instruction
