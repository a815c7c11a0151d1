"""Change a proposal of a case."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date
from samstyring.kernel.errors import InvalidInput, Stale

from ..effects.cases import touch_case
from ..models import Proposal
from ..registry import matters
from ..rules.cases import change_refusal
from ..rules.proposals import check_condition


@acts.act(
    says=gettext_lazy("%(who)s changed a proposal in the case %(reference)s: %(matter)s"),
    scope=lambda **arguments: [f"body:{arguments['proposal'].case.body_id}"],
)
def edit_proposal(
    *,
    proposal: Proposal,
    payload: dict[str, Any],
    wording: str,
    condition: str = "",
    condition_confirmed_by: str = "",
    condition_latest: date | None = None,
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> Proposal:
    """Change what is proposed. `revision` is the case's. Raises Stale where the proposal was changed since, and what `add_proposal` raises."""
    case = proposal.case
    refusal = change_refusal(case)
    if refusal is not None:
        raise refusal
    if revision is not None and revision < proposal.text_revision:
        raise Stale(case)
    check_condition(matters[proposal.matter], condition, condition_confirmed_by, condition_latest, local_date(at))
    if not wording.strip():
        raise InvalidInput({"wording": gettext_lazy("Write what the body is asked to decide.")})
    proposal.payload = payload
    proposal.wording = wording.strip()
    proposal.condition = condition.strip()
    proposal.condition_confirmed_by = condition_confirmed_by if proposal.condition else ""
    proposal.condition_latest = condition_latest if proposal.condition else None
    touch_case(case=case, at=at)
    proposal.text_revision = case.revision
    proposal.save()
    acts.record(case, proposal, reference=case.reference, matter=proposal.matter)
    return proposal
