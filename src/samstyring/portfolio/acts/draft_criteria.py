"""Draft a new version of the criteria that candidates are scored on."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.governance.queries.groups import check_open
from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from ..models import ScoringCriteria
from ..queries.steering import portfolio_board
from ..rules.scoring import checked_criteria


@acts.act(says=_("%(who)s drafted scoring criteria for %(body)s"))
def draft_criteria(
    *, criteria: Sequence[Mapping[str, Any]], note: str = "", by: Actor, at: datetime
) -> ScoringCriteria:
    """Draft a version for the portfolio board: rows of name, explanation, weight (whole points) and levels (SG-4).

    A row that has a `key` is the same criterion as in the version before. It has no number and no force until a
    decision adopts it; two drafts may compete. Raises InvalidInput, BodyClosed, NotThere.
    """
    today = clock.local_date(at)
    body = portfolio_board(today)
    check_open(body, today)
    rows = checked_criteria(criteria)
    made: ScoringCriteria = ScoringCriteria.objects.create(body=body, criteria=rows, note=note.strip(), created_at=at)
    acts.record(made, body, body=body.name, criteria=[row["name"] for row in rows])
    return made
