"""Take a case off the agenda of a meeting."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.agenda import renumber_positions
from ..errors import AgendaFrozen
from ..models import AgendaItem, Case
from ..rules.meetings import day_of
from ..rules.scopes import of_item


@acts.act(
    says=gettext_lazy("%(who)s took %(reference)s %(title)s off the agenda of %(body)s on %(day)s"),
    scope=lambda **arguments: of_item(arguments["item"]),
)
def take_off_agenda(*, item: AgendaItem, by: Actor, at: datetime) -> Case:
    """Take a case off an agenda that is not frozen; it can go on another. Raises AgendaFrozen."""
    if item.number is not None or item.meeting.frozen_at is not None:
        raise AgendaFrozen
    case, meeting = item.case, item.meeting
    item.delete()
    case.state = Case.State.DRAFT
    case.save(update_fields=["state"])
    renumber_positions(items=list(meeting.items.all()))
    acts.record(case, meeting, reference=case.reference, title=case.title, body=meeting.body.name, day=day_of(meeting))
    return case
