"""Withdraw a version of a budget that is not wanted after all."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.portfolio.queries import cases_asking_for, require_withdrawable

from ..models import Budget


@acts.act(
    says=_("%(who)s withdrew a draft budget for %(project)s"),
    scope=lambda **a: [f"project:{a['budget'].project_id}"],
)
def withdraw_budget(*, budget: Budget, revision: int | None = None, by: Actor, at: datetime) -> Budget:
    """Withdraw a draft, or a proposal that no open case asks for. It stays readable.

    Raises VersionLocked for what is settled, VersionInCase, Stale.
    """
    budget.check_revision(revision)
    require_withdrawable(budget, [case.reference for case in cases_asking_for("budget", [budget.pk])])
    budget.state = Budget.State.WITHDRAWN
    budget.save(update_fields=["state"])
    acts.record(budget.project, budget, project=str(budget.project))
    return budget
