"""Add a proposal to a case."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date
from samstyring.kernel.errors import InvalidInput

from ..effects.cases import make_proposal, touch_case
from ..models import Case, Proposal
from ..registry import matters
from ..rules.cases import change_refusal, matter_refusal
from ..rules.proposals import check_condition


@acts.act(
    says=gettext_lazy("%(who)s added a proposal to the case %(reference)s: %(matter)s"),
    scope=lambda **arguments: [f"body:{arguments['case'].body_id}"],
)
def add_proposal(
    *,
    case: Case,
    matter: str,
    payload: dict[str, Any],
    wording: str,
    condition: str = "",
    condition_confirmed_by: str = "",
    condition_latest: date | None = None,
    by: Actor,
    at: datetime,
) -> Proposal:
    """Propose that the body decides a matter, with the wording, and the condition if there is one.

    Raises OtherBodyDecides, with the clause, where the agreement gives the matter to another body (SG-2);
    MatterNotForCase; ConditionNotAllowed; InvalidInput; CaseSettled or CaseInTreatment when the paper stands.
    """
    kind = matters.get(matter)
    if kind is None:
        raise InvalidInput({"matter": gettext_lazy("There is no such kind of proposal.")})
    refusal = change_refusal(case) or matter_refusal(case, kind, case.proposals.all())
    if refusal is not None:
        raise refusal
    charter.authority(matter, case.body.key, local_date(at))
    check_condition(kind, condition, condition_confirmed_by, condition_latest, local_date(at))
    if not wording.strip():
        raise InvalidInput({"wording": gettext_lazy("Write what the body is asked to decide.")})
    proposal = make_proposal(
        case=case,
        matter=matter,
        payload=payload,
        wording=wording.strip(),
        condition=condition.strip(),
        condition_confirmed_by=condition_confirmed_by if condition.strip() else "",
        condition_latest=condition_latest if condition.strip() else None,
    )
    touch_case(case=case, at=at)
    acts.record(case, proposal, reference=case.reference, matter=matter)
    return proposal
