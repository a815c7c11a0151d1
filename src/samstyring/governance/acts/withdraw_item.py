"""Withdraw an item from a frozen agenda."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..errors import AgendaNotFrozen, MeetingNotOpenForThis
from ..models import AgendaItem, Case, Meeting
from ..rules.scopes import of_item


@acts.act(
    says=gettext_lazy("%(who)s withdrew %(label)s %(title)s: %(why)s"),
    scope=lambda **arguments: of_item(arguments["item"]),
)
def withdraw_item(*, item: AgendaItem, why: str, by: Actor, at: datetime) -> AgendaItem:
    """Withdraw an item before the meeting. It keeps its number, which is not used again; the case can come back.

    Raises AgendaNotFrozen, MeetingNotOpenForThis, InvalidInput.
    """
    if item.number is None:
        raise AgendaNotFrozen(gettext_lazy("The agenda is not frozen: take the case off it instead."))
    if item.state != AgendaItem.State.LISTED or item.meeting.state not in (
        Meeting.State.PLANNED,
        Meeting.State.CALLED,
    ):
        raise MeetingNotOpenForThis
    if item.case.kind in (Case.Kind.AGENDA, Case.Kind.MINUTES):
        raise MeetingNotOpenForThis(gettext_lazy("Every meeting begins with this item."))
    if not why.strip():
        raise InvalidInput({"why": gettext_lazy("Say why the item is withdrawn: it is printed on the agenda.")})
    item.state, item.why = AgendaItem.State.WITHDRAWN, why.strip()
    item.save(update_fields=["state", "why"])
    case = item.case
    case.state = Case.State.DRAFT
    case.save(update_fields=["state"])
    acts.record(item, case, item.meeting, label=item.label, title=case.title, why=why.strip())
    return item
