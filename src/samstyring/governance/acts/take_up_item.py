"""Take up an item of the agenda."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.rounds import open_round_on
from ..effects.treat import take_up
from ..models import AgendaItem
from ..queries.standing import latest_round, person_acting
from ..queries.texts import proposals_of
from ..rules.scopes import of_item


@acts.act(
    says=_("%(who)s took up %(label)s %(title)s"),
    scope=lambda **arguments: of_item(arguments["item"]),
)
def take_up_item(*, item: AgendaItem, by: Actor, at: datetime) -> AgendaItem:
    """Take up an item, and open its first round where something is proposed.

    A late item is taken up as the rules have it: only if the meeting has agreed (LateItemNotAgreed), or never
    (LateItemsRefused). Raises MeetingNotOpen, ItemEnded.
    """
    take_up(item=item)
    facts = {"label": item.label, "title": item.case.title}
    if latest_round(item.pk) is None and proposals_of(item.case_id):
        opened = open_round_on(item=item, by=person_acting(by), at=at)
        acts.record(item, item.case, opened, **facts, sha256=opened.sha256)
    else:
        acts.record(item, item.case, **facts)
    return item
