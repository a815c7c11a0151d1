"""What waits because those who lead a body cannot come to its meeting."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, register_source

from ..queries import leaders_away as queries
from ..rules import readers
from ..rules.meetings import day_of
from ..rules.scopes import clause_of


@register_source
def nobody_leads(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell the leader, the holder of the office and the secretariat that nobody who leads comes to a called meeting."""
    if not actor.has_role("leader", "office_holder", *readers.SECRETARIAT):
        return []
    return [
        Waiting(
            heading=_("Nobody who leads %(body)s comes on %(day)s")
            % {"body": away.meeting.body.name, "day": formats.day(away.meeting.starts_at)},
            url=reverse("governance:meeting", args=[away.meeting.pk]),
            clause=clause_of(actor.powers, "call_meeting", "leader"),
            deadline=day_of(away.meeting),
            text=_("Designate a leader in writing, or move the meeting."),
            key=f"governance.leader_away:{away.meeting.pk}",
        )
        for away in queries.led_by_nobody(actor, today)
        if away.both
    ]
