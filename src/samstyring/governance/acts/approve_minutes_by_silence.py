"""Approve minutes that nobody remarked on."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from ..effects.minutes import approve
from ..errors import MinutesApproved, MinutesNotSent, SilenceBroken, SilenceNotOver, SilenceNotRegulated
from ..models import Minutes, MinutesRemark
from ..queries.ruled import rule_of
from ..queries.texts import house_language
from ..rules.meetings import day_of
from ..rules.scopes import of_minutes


@acts.act(
    says=gettext_lazy("%(who)s recorded that silence approved the minutes of %(body)s on %(day)s"),
    scope=lambda **arguments: of_minutes(arguments["minutes"]),
)
def approve_minutes_by_silence(*, minutes: Minutes, by: Actor, at: datetime) -> Minutes:
    """Approve minutes when the deadline is past and nobody remarked, where the rules let silence count as consent.

    Raises SilenceNotRegulated, MinutesNotSent, SilenceNotOver, SilenceBroken, MinutesApproved.
    """
    today = clock.local_date(at)
    rule = rule_of(minutes.meeting, "minutes_by_silence_days")
    if not rule.regulated:
        raise SilenceNotRegulated
    if minutes.state == Minutes.State.APPROVED:
        raise MinutesApproved
    if minutes.state != Minutes.State.SENT or minutes.comment_until is None:
        raise MinutesNotSent
    if today <= minutes.comment_until:
        raise SilenceNotOver
    if MinutesRemark.objects.filter(minutes=minutes).exists():
        raise SilenceBroken
    with house_language():
        how = _("nobody remarked within %(days)s days") % {"days": rule.value}
    approve(minutes=minutes, how=how, on=today)
    acts.record(minutes, minutes.meeting, body=minutes.meeting.body.name, day=day_of(minutes.meeting))
    return minutes
