"""Establish that all who must have consented, where no answer could do it."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.ui import formats

from .. import queries
from ..effects.amendments import put_in_force
from ..errors import SomeAreSilent
from ..models import Amendment
from ..rules import CONSENTED, outcome, require_in_round


@acts.act(says=_("%(who)s established that all parties have consented to amendment %(number)s of the agreement"))
def conclude_amendment(*, amendment: Amendment, by: Actor, at: datetime) -> Amendment:
    """Put an amendment in force when the last one that was silent is no longer a party (EN-1).

    Raises NotInRound, AmendmentOvertaken, and SomeAreSilent with those that have not answered.
    """
    require_in_round(amendment)
    today = clock.local_date(at)
    required, given = queries.counting(amendment, today), queries.last_answers(amendment)
    if outcome({row.pk for row in required}, {key: row.kind for key, row in given.items()}) != CONSENTED:
        silent = formats.sentence(row.organisation.name for row in required if row.pk not in given)
        raise SomeAreSilent(SomeAreSilent.message % {"parties": silent}, clause=queries.amendment_clause(today) or None)
    put_in_force(amendment=amendment, at=at, basis=None)
    acts.record(amendment, number=amendment.number)
    return amendment
