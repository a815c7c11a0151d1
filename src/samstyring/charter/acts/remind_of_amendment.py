"""Remind those that have not answered an amendment."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from .. import queries
from ..effects.letters import ask_by_letter
from ..errors import NobodyIsSilent
from ..models import Amendment
from ..rules import require_in_round


@acts.act(says=_("%(who)s reminded %(count)s parties of amendment %(number)s of the agreement"))
def remind_of_amendment(*, amendment: Amendment, by: Actor, at: datetime) -> Amendment:
    """Send the letter again, with a new link, to each party that counts and is silent (EN-1).

    The deadline stays: it is no end, since silence is not consent. Raises NotInRound, NobodyIsSilent.
    """
    require_in_round(amendment)
    today = clock.local_date(at)
    given = queries.last_answers(amendment)
    silent = [row for row in queries.counting(amendment, today) if row.pk not in given]
    if not silent:
        raise NobodyIsSilent
    links = ask_by_letter(asked=silent, answer_by=amendment.answer_by or today, at=at, basis=None)
    acts.record(amendment, number=amendment.number, count=len(links), links=links)
    return amendment
