"""Record that those present have no objection."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.rounds import note_no_objection
from ..effects.treat import acts_for_others, round_open
from ..models import Round
from ..queries.standing import person_acting
from ..rules.scopes import of_round


@acts.act(
    says=_("%(who)s recorded no objection from the others present on %(label)s %(title)s"),
    scope=lambda **arguments: of_round(arguments["round_"]),
)
def record_no_objection(*, round_: Round, by: Actor, at: datetime) -> Round:
    """Give every present entitled seat that has not answered the position "no objection" (SG-7).

    Raises RoundPast where the text has changed since, ItemEnded, ItemNotTakenUp, MeetingNotOpen.
    """
    round_open(round_)
    names = note_no_objection(round_=round_, by=person_acting(by), by_secretary=acts_for_others(), at=at)
    item = round_.item
    acts.record(round_, item, item.case, label=item.label, title=item.case.title, seats=names)
    return round_
