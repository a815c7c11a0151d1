"""Write down a benefit that a project shall give."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from ..effects.benefits import promise
from ..models import Benefit, Project
from ..queries import invited_ids
from ..queries.benefit_owners import owner_now
from ..rules.benefits import checked, require_to_answer, require_to_follow


@acts.act(
    says=_("%(who)s wrote down the benefit %(benefit)s of %(project)s, which %(owner)s answers for"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def add_benefit(*, project: Project, values: Mapping[str, Any], by: Actor, at: datetime) -> Benefit:
    """Say what it is, who answers for it, and how it is measured: from which baseline to which target by when (VE-4).

    It can be done as soon as the project is there, and also when it is closed. Raises ProjectOver for one that was
    stopped, NotToAnswer for an owner that is not in the agreement, InvalidInput.
    """
    require_to_follow(project)
    today = clock.local_date(at)
    said = checked(values, today)
    require_to_answer(said["owner"], owner_now(said["owner"], today), invited_ids(today))
    project = Project.objects.select_for_update().get(pk=project.pk)
    made = Benefit.objects.create(project=project, sequence=project.benefits.count() + 1, registered_at=at)
    promise(benefit=made, said=said)
    acts.record(project, made, said["owner"], project=str(project), benefit=str(made), owner=str(said["owner"]))
    return made
