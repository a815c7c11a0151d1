"""Who is called changes after the summons: those who come in get it as it was sent, and those who go out are told."""

from collections.abc import Iterable, Sequence

from django.utils.translation import override

from samstyring.charter import queries as charter
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis

from ..models import Dispatch, Meeting, Seat
from ..queries.holders import holders_on
from ..queries.recipients import Recipient, called
from ..queries.substitutes import summons_of
from ..rules import letters
from ..rules.meetings import day_of
from .dispatches import send_out
from .substitutes import let_regrets_fall

SEATED = ("member", "observer", "leader")


def _others(of: Sequence[Recipient], than: Sequence[Recipient]) -> list[Recipient]:
    """Return those who hold a seat, or lead, and are not among the others. Substitutes are brought in and let go by themselves."""
    there = {recipient.person.pk for recipient in than}
    return [recipient for recipient in of if recipient.role in SEATED and recipient.person.pk not in there]


@effect
def call_those_who_came_in(
    *, meeting: Meeting, before: Sequence[Recipient], basis: Basis | None = None
) -> list[Recipient]:
    """Send the summons, as it went out, to those called now who were not `before`, and tell those who are not any more.

    It goes on the authority that it went out on: the meeting is called, and these are the ones whom the summons is for.
    The secretariat sends it: whoever sent the first summons does nothing now, and whoever registered the change has not
    sent a letter.
    """
    del basis
    now = called(meeting)
    came, went = _others(now, before), _others(before, now)
    language = charter.cooperation().language
    if came:
        first = meeting.dispatches.filter(kind=Dispatch.Kind.SUMMONS).order_by("sent_at").first()
        with override(language):
            authority = letters.as_first_sent(first) if first else ""
        items = list(meeting.items.select_related("case__body", "meeting"))
        letter = letters.in_all_languages(
            language, lambda: letters.summons_to_come_in(meeting, items, letters.address_of(meeting), first)
        )
        send_out(
            meeting=meeting,
            kind=Dispatch.Kind.SUMMONS,
            subject=letter.subject,
            text=letter.text,
            translations=letter.translations,
            document=summons_of(meeting),
            authority=authority,
            recipients=came,
            ask_regrets=True,
            by_itself=True,
        )
    if went:
        letter = letters.in_all_languages(language, lambda: letters.no_longer_called(meeting))
        send_out(
            meeting=meeting,
            kind=Dispatch.Kind.RELEASED,
            subject=letter.subject,
            text=letter.text,
            translations=letter.translations,
            recipients=went,
            by_itself=True,
        )
    return came


@effect
def call_anew(
    *,
    meetings: Sequence[tuple[Meeting, Sequence[Recipient]]],
    seats: Iterable[Seat] = (),
    basis: Basis | None = None,
) -> None:
    """Let the summons to called meetings follow whoever is called to them now, each with who was before.

    `seats` have changed hands: regrets of one who holds such a seat no more count no more. One who leads for another
    takes no seat from them.
    """
    del basis
    at = require_running("call_anew").at
    for meeting, before in meetings:
        holders = holders_on(meeting.body, day_of(meeting))
        fallen = [
            regrets
            for regrets in meeting.regrets.filter(seat__in=list(seats), withdrawn_at=None).select_related(
                "seat", "person", "meeting__body"
            )
            if (holder := holders.get(regrets.seat_id)) is None or holder.person.pk != regrets.person_id
        ]
        let_regrets_fall(regrets=fallen, at=at)
        call_those_who_came_in(meeting=meeting, before=before)
