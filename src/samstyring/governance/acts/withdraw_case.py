"""Withdraw a case."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..errors import CaseOnAgenda
from ..models import Case
from ..rules.cases import change_refusal


@acts.act(
    says=gettext_lazy("%(who)s withdrew the case %(reference)s: %(why)s"),
    scope=lambda **arguments: [f"body:{arguments['case'].body_id}"],
)
def withdraw_case(*, case: Case, why: str, by: Actor, at: datetime) -> Case:
    """Close a case that is no longer wanted, with the reason. Its reference is not used again.

    Raises CaseOnAgenda while it stands on an agenda, CaseSettled when it is finished.
    """
    refusal = change_refusal(case)
    if refusal is not None:
        raise refusal
    if case.state == Case.State.ON_AGENDA:
        raise CaseOnAgenda
    if not why.strip():
        raise InvalidInput({"why": gettext_lazy("Say why the case is withdrawn.")})
    case.state = Case.State.WITHDRAWN
    case.changed_at = at
    case.save(update_fields=["state", "changed_at"])
    acts.record(case, reference=case.reference, why=why.strip())
    return case
