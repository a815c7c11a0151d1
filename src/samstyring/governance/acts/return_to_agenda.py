"""Return a matter to the agenda when its condition was not met in time."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from ..effects.cases import make_case, make_proposal
from ..errors import ConditionNotOverdue, NotWaiting
from ..models import Case, Decision, Proposal


@acts.act(
    says=_("%(who)s brought %(label)s %(title)s back as %(reference)s: its condition was not met in time"),
    scope=lambda **arguments: [f"body:{arguments['proposal'].case.body_id}"],
)
def return_to_agenda(*, proposal: Proposal, by: Actor, at: datetime) -> Case:
    """Let a proposal lapse whose condition was not met in time, and bring it as a new case for a new decision.

    The decision stays as it was made. Raises NotWaiting, ConditionNotOverdue.
    """
    if proposal.state != Proposal.State.WAITING:
        raise NotWaiting
    if proposal.condition_latest is None or clock.local_date(at) <= proposal.condition_latest:
        raise ConditionNotOverdue
    proposal.state = Proposal.State.LAPSED
    proposal.save(update_fields=["state"])
    old, decision = proposal.case, Decision.objects.get(case=proposal.case_id)
    case = make_case(
        body=old.body,
        kind=old.kind,
        title=old.title,
        summary=old.summary,
        background=old.background,
        about_kind=old.about_kind,
        about_id=old.about_id,
        case_officer_id=by.person_id,
        exempt=old.exempt,
        legal_basis=old.legal_basis,
        at=at,
    )
    make_proposal(case=case, matter=proposal.matter, payload=proposal.payload, wording=proposal.wording)
    acts.record(decision, proposal, case, label=decision.label, title=decision.title, reference=case.reference)
    return case
