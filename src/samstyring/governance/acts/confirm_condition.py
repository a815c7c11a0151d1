"""Confirm that the condition of a decision is met."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.acts import current_permit
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation
from samstyring.records.effects import Upload, keep_evidence

from ..effects.basis import make_basis
from ..effects.decisions import apply_confirmed
from ..effects.treat import SECRETARIAT
from ..errors import ConditionOverdue, EvidenceMissing, NotWaiting, NotYoursToConfirm
from ..models import ConditionConfirmation, Decision, Proposal
from ..queries.conditions import waits_with
from ..queries.standing import person_acting
from ..queries.texts import house_language


@acts.act(
    says=gettext_lazy("%(who)s confirmed the condition of %(label)s %(title)s: it takes effect"),
    scope=lambda **arguments: [f"body:{arguments['proposal'].case.body_id}"],
)
def confirm_condition(
    *,
    proposal: Proposal,
    note: str,
    evidence: Upload | None,
    also: Sequence[Proposal] = (),
    by: Actor,
    at: datetime,
) -> ConditionConfirmation:
    """Confirm, with evidence, that the condition of a decided proposal is met: what waited takes effect today.

    `also` are others of the decision that wait for the same condition, in the same words: they take effect with it,
    all in the order in which they were decided, or none does.

    Raises NotWaiting, ConditionOverdue when the latest day is past, NotYoursToConfirm, EvidenceMissing, and what the
    effect itself refuses.
    """
    today = clock.local_date(at)
    together = sorted({proposal, *also}, key=lambda each: each.position)
    if any(each.state != Proposal.State.WAITING or not waits_with(each, proposal) for each in together):
        raise NotWaiting
    if proposal.condition_latest is not None and today > proposal.condition_latest:
        raise ConditionOverdue
    if not note.strip():
        raise InvalidInput({"note": _("Write what shows that the condition is met.")})
    party = _confirmer(proposal)
    if evidence is None:
        raise EvidenceMissing(_("Attach what shows that the condition is met."), field="evidence")
    decision = Decision.objects.get(case=proposal.case_id)
    with house_language():
        label = _("confirmed condition of %(label)s") % {"label": decision.label}
    bases = [make_basis(kind=Basis.Kind.CONFIRMATION, label=label, dated=today) for _each in together]
    letter = keep_evidence(
        upload=evidence, title=label, about=decision, received_from=party.name if party else "", basis=bases[0]
    )
    made = [
        ConditionConfirmation(
            proposal=each,
            basis=basis,
            confirmed_by=person_acting(by),
            confirmed_on=today,
            note=note.strip()[:500],
            evidence=letter,
        )
        for each, basis in zip(together, bases, strict=True)
    ]
    for confirmation in made:
        confirmation.save()
        apply_confirmed(proposal=confirmation.proposal, on=today, basis=confirmation.basis)
    acts.on_behalf_of(party, [letter])
    acts.record(decision, *together, *made, *bases, label=decision.label, title=decision.title)
    return next(confirmation for confirmation in made if confirmation.proposal == proposal)


def _confirmer(proposal: Proposal) -> Organisation | None:
    """Return the party whose word is recorded, or None where the one who acts is the one named."""
    capacity = current_permit().capacity
    role = capacity.role if capacity else ""
    named = proposal.condition_confirmed_by
    if named.startswith("party:"):
        if role not in SECRETARIAT:
            raise NotYoursToConfirm
        return Organisation.objects.get(pk=named.removeprefix("party:"))
    allowed = {"secretariat": SECRETARIAT, "leader": ("leader",)}.get(named, ())
    if role not in allowed:
        raise NotYoursToConfirm
    return None
