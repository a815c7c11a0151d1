"""Withdraw a version of a funding plan that is not wanted after all."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.portfolio.queries import cases_asking_for, require_withdrawable

from ..models import FundingPlan


@acts.act(
    says=_("%(who)s withdrew a draft funding plan for %(project)s"),
    scope=lambda **a: [f"project:{a['funding_plan'].project_id}"],
)
def withdraw_funding_plan(
    *, funding_plan: FundingPlan, revision: int | None = None, by: Actor, at: datetime
) -> FundingPlan:
    """Withdraw a draft, or a proposal that no open case asks for. It stays readable.

    Raises VersionLocked for what is settled, VersionInCase, Stale.
    """
    funding_plan.check_revision(revision)
    require_withdrawable(funding_plan, [case.reference for case in cases_asking_for("funding_plan", [funding_plan.pk])])
    funding_plan.state = FundingPlan.State.WITHDRAWN
    funding_plan.save(update_fields=["state"])
    acts.record(funding_plan.project, funding_plan, project=str(funding_plan.project))
    return funding_plan
