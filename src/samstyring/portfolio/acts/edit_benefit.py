"""Promise something else of a benefit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from ..effects.benefits import promise
from ..models import Benefit
from ..queries import invited_ids
from ..queries.benefit_owners import owner_now
from ..rules.benefits import checked, require_followed, require_to_answer, require_to_follow


@acts.act(
    says=_("%(who)s changed what is promised of the benefit %(benefit)s of %(project)s: %(reason)s"),
    scope=lambda **a: [f"project:{a['benefit'].project_id}"],
)
def edit_benefit(
    *, benefit: Benefit, values: Mapping[str, Any], revision: int | None = None, by: Actor, at: datetime
) -> Benefit:
    """Write a new version of what is promised, with the reason; those before stay (VE-4).

    Who answers for it must be in the agreement that day, also where the version before names it. Raises ProjectOver,
    BenefitEnded, Stale, NotToAnswer, InvalidInput.
    """
    benefit = Benefit.objects.select_for_update(of=("self",)).select_related("project", "last").get(pk=benefit.pk)
    require_to_follow(benefit.project)
    require_followed(benefit, revision)
    today = clock.local_date(at)
    said = checked(values, today, again=True)
    require_to_answer(said["owner"], owner_now(said["owner"], today), invited_ids(today))
    promise(benefit=benefit, said=said)
    facts = {"project": str(benefit.project), "benefit": str(benefit), "reason": said["reason"]}
    acts.record(benefit.project, benefit, said["owner"], **facts)
    return benefit
