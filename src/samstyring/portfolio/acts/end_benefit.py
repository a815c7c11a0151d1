"""Follow up a benefit no more."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..models import Benefit
from ..rules.benefits import require_followed


@acts.act(
    says=_("%(who)s ended the follow-up of the benefit %(benefit)s of %(project)s: %(reason)s"),
    scope=lambda **a: [f"project:{a['benefit'].project_id}"],
)
def end_benefit(*, benefit: Benefit, reason: str, by: Actor, at: datetime) -> Benefit:
    """End it with the reason: another replaces it, or nobody can measure it. It stays, with what was measured.

    Raises BenefitEnded, InvalidInput.
    """
    require_followed(benefit)
    if not reason.strip():
        raise InvalidInput({"reason": _("Write why.")})
    benefit.ended_on, benefit.ended_reason = clock.local_date(at), reason.strip()[:1000]
    benefit.revision += 1
    benefit.save()
    facts = {"project": str(benefit.project), "benefit": str(benefit), "reason": benefit.ended_reason}
    acts.record(benefit.project, benefit, **facts)
    return benefit
