"""Send an item back for more preparation."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.treat import end_item, unfinished
from ..models import AgendaItem, Case
from ..rules.scopes import of_item


@acts.act(
    says=_("%(who)s sent %(label)s %(title)s back for more preparation"),
    scope=lambda **arguments: of_item(arguments["item"]),
)
def send_back_item(*, item: AgendaItem, why: str, by: Actor, at: datetime) -> AgendaItem:
    """Send a case back to those who prepare it, saying what is missing. Raises ItemEnded, InvalidInput."""
    unfinished(item)
    if not why.strip():
        raise InvalidInput({"why": _("Write what must be done before the case comes back.")})
    end_item(item=item, state=AgendaItem.State.SENT_BACK, case_state=Case.State.DRAFT, why=why.strip())
    acts.record(item, item.case, label=item.label, title=item.case.title)
    return item
