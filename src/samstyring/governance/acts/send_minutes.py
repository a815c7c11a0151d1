"""Send the minutes for comment."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.ui import formats

from ..effects.accounts import record_drafts
from ..effects.dispatches import send_out
from ..effects.minutes import days_for_comment, write_minutes_document
from ..errors import MinutesApproved
from ..models import Dispatch, Minutes
from ..queries.texts import house_language
from ..rules.letters import address_of_minutes
from ..rules.meetings import day_of
from ..rules.scopes import of_minutes


@acts.act(
    says=gettext_lazy("%(who)s sent the minutes of %(body)s on %(day)s for comment until %(until)s"),
    scope=lambda **arguments: of_minutes(arguments["minutes"]),
)
def send_minutes(*, minutes: Minutes, comment_until: date, text: str = "", by: Actor, at: datetime) -> Dispatch:
    """Send the minutes to everyone who was called, with a deadline for comments; silence may count as consent then.

    They can be sent again after changes. Raises MinutesApproved, and InvalidInput where the deadline is shorter than
    the rules give.
    """
    if minutes.state == Minutes.State.APPROVED:
        raise MinutesApproved
    today, days = clock.local_date(at), days_for_comment(minutes.meeting)
    earliest = today + timedelta(days=days or 1)
    if comment_until < earliest:
        raise InvalidInput(
            {"comment_until": _("The deadline cannot be before %(day)s.") % {"day": formats.day(earliest)}}
        )
    record_drafts(items=list(minutes.meeting.items.all()))
    minutes.state, minutes.sent_at, minutes.comment_until = Minutes.State.SENT, at, comment_until
    minutes.document = write_minutes_document(minutes=minutes, at=at)
    minutes.save(update_fields=["state", "sent_at", "comment_until", "document"])
    meeting, day = minutes.meeting, day_of(minutes.meeting)
    with house_language():
        words = {"body": meeting.body.name, "day": formats.day(day), "until": formats.day(comment_until)}
        subject = _("Minutes of %(body)s, %(day)s: for comment") % words
        letter = (
            _("Here are the minutes of the meeting of %(body)s on %(day)s. Send your remarks by %(until)s.") % words
        )
        if days is not None:
            letter += " " + _("Whoever has not answered by then, has approved them. The next meeting confirms.")
        letter += "\n\n" + _("Read them and remark on them here: %(address)s") % {
            "address": address_of_minutes(meeting)
        }
    dispatch = send_out(
        meeting=meeting,
        kind=Dispatch.Kind.MINUTES,
        subject=subject,
        text="\n\n".join(part for part in (text.strip(), letter) if part),
        document=minutes.document,
    )
    acts.record(minutes, meeting, dispatch, minutes.document, body=meeting.body.name, day=day, until=comment_until)
    return dispatch
