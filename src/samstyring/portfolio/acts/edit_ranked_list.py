"""Say anew what a ranked list is for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Stale

from ..models import RankedList
from ..rules.ranking import checked_facts


@acts.act(says=_("%(who)s changed what the ranked list %(list)s says of the call: %(changed)s"))
def edit_ranked_list(
    *, ranked_list: RankedList, values: Mapping[str, Any], revision: int | None = None, by: Actor, at: datetime
) -> RankedList:
    """Write name, year, funder, deadline and frame (øre) anew: a funder may move its deadline. The order is not here.

    Raises Stale, InvalidInput.
    """
    stored = RankedList.objects.select_for_update().get(pk=ranked_list.pk)
    if revision is not None and revision != stored.revision:
        raise Stale(stored)
    facts = checked_facts(stored.kind, values)
    changed = [name for name, value in facts.items() if getattr(stored, name) != value]
    for name, value in facts.items():
        setattr(stored, name, value)
    stored.revision += 1
    stored.save()
    acts.record(stored, list=stored.name, changed=sorted(changed))
    return stored
