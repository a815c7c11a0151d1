"""Open a new round on the same text."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.rounds import open_round_on
from ..effects.treat import being_treated
from ..models import AgendaItem, Round
from ..queries.standing import person_acting
from ..rules.scopes import of_item


@acts.act(
    says=_("%(who)s opened round %(number)s of %(label)s %(title)s"),
    scope=lambda **arguments: of_item(arguments["item"]),
)
def open_round(*, item: AgendaItem, why: str = "", by: Actor, at: datetime) -> Round:
    """Open a round on the text as it stands: a new attempt at consensus, or after a change made outside the room.

    Raises ItemNotTakenUp, ItemEnded, MeetingNotOpen, NothingToTreat.
    """
    being_treated(item)
    opened = open_round_on(item=item, by=person_acting(by), at=at, why=why.strip())
    acts.record(
        item, item.case, opened, number=opened.number, label=item.label, title=item.case.title, sha256=opened.sha256
    )
    return opened
