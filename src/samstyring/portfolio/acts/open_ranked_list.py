"""Open a ranked list for a year, or for a call for grants."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.governance.queries.groups import check_open
from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.numbering import next_number

from ..models import RankedList
from ..queries.steering import portfolio_board
from ..rules.ranking import checked_facts


@acts.act(says=_("%(who)s opened the ranked list %(list)s (%(code)s)"))
def open_ranked_list(*, kind: str, values: Mapping[str, Any], by: Actor, at: datetime) -> RankedList:
    """Open a list that the portfolio board will decide: `values` are name, year, funder, deadline and frame (øre).

    A call has a funder and a deadline (SG-4). The code (L-22-001) is gapless per year. Raises InvalidInput, BodyClosed,
    NotThere.
    """
    today = clock.local_date(at)
    body = portfolio_board(today)
    check_open(body, today)
    facts = checked_facts(kind, values)
    made: RankedList = RankedList.objects.create(
        code=f"L-{today:%y}-{next_number(f'L/{today.year}'):03d}",
        body=body,
        kind=kind,
        opened_by_id=by.person_id,
        opened_at=at,
        **facts,
    )
    acts.record(made, body, list=made.name, code=made.code)
    return made
