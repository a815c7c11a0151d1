"""Take a proposal out of a case."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.cases import touch_case
from ..models import Case, Proposal
from ..rules.cases import change_refusal


@acts.act(
    says=gettext_lazy("%(who)s took a proposal out of the case %(reference)s: %(matter)s"),
    scope=lambda **arguments: [f"body:{arguments['proposal'].case.body_id}"],
)
def remove_proposal(*, proposal: Proposal, by: Actor, at: datetime) -> Case:
    """Take a proposal out; what it would have adopted stays a draft. Raises CaseSettled or CaseInTreatment."""
    case = proposal.case
    refusal = change_refusal(case)
    if refusal is not None:
        raise refusal
    matter = proposal.matter
    proposal.delete()
    touch_case(case=case, at=at)
    acts.record(case, reference=case.reference, matter=matter)
    return case
