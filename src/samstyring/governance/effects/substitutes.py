"""Bringing in substitutes: the next in the order at regrets, and none when the holder comes after all."""

from collections.abc import Iterable
from datetime import datetime

from samstyring.charter import queries as charter
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Dispatch, Meeting, Regrets, SubstituteCall
from ..queries.recipients import Recipient, called
from ..queries.ruled import rule_of
from ..queries.substitutes import substitutes_of, summons_of
from ..rules import letters
from ..rules.letters import substitute as written
from ..rules.meetings import day_of
from ..rules.substitutes import WAITING, next_in_order
from .dispatches import SUBSTITUTE, send_out


@effect
def bring_in(*, regrets: Regrets, at: datetime, basis: Basis | None = None) -> SubstituteCall | None:
    """Ask the next substitute of the seat, with the summons and an invitation; None where nobody is left to ask.

    Only for a meeting that is called, where the rules know substitutes, and where nobody was named to come instead.
    """
    del basis
    meeting = regrets.meeting
    if meeting.state != Meeting.State.CALLED or rule_of(meeting, "substitutes").value is not True:
        return None
    calls = list(regrets.calls.all())
    if regrets.substitute_name or any(call.state in WAITING for call in calls):
        return None
    busy = {recipient.person.pk for recipient in called(meeting)}
    found = next_in_order(
        substitutes_of(regrets.seat, day_of(meeting)),
        {call.substitute_id for call in calls},
        busy,
    )
    if found is None:
        return None
    call = SubstituteCall.objects.create(regrets=regrets, substitute=found, asked_at=at)
    letter = letters.in_all_languages(
        charter.cooperation().language, lambda: written(meeting, regrets.seat, regrets.person)
    )
    send_out(
        meeting=meeting,
        kind=Dispatch.Kind.SUBSTITUTE,
        subject=letter.subject,
        text=letter.text,
        translations=letter.translations,
        document=summons_of(meeting),
        recipients=[Recipient(found.person, "substitute", regrets.seat)],
        by_itself=True,
        ask=SUBSTITUTE,
        about=call,
    )
    return call


@effect
def release(
    *, regrets: Regrets, at: datetime, asked_anew: bool = False, basis: Basis | None = None
) -> SubstituteCall | None:
    """Let the substitute go who was asked or was to come: the holder comes after all. They are told, if there is one.

    `asked_anew`: the holder is only asked again, since the regrets count no more.
    """
    del basis
    call = regrets.calls.filter(state__in=WAITING).select_related("substitute__person").first()
    if call is None:
        return None
    call.state, call.answered_at = SubstituteCall.State.RELEASED, at
    call.save(update_fields=["state", "answered_at"])
    meeting = regrets.meeting
    if meeting.state == Meeting.State.CALLED:
        letter = letters.in_all_languages(
            charter.cooperation().language, lambda: letters.released(meeting, regrets.seat, asked_anew=asked_anew)
        )
        send_out(
            meeting=meeting,
            kind=Dispatch.Kind.RELEASED,
            subject=letter.subject,
            text=letter.text,
            translations=letter.translations,
            recipients=[Recipient(call.substitute.person, "substitute", regrets.seat)],
            by_itself=True,
        )
    return call


@effect
def let_regrets_fall(*, regrets: Iterable[Regrets], at: datetime, basis: Basis | None = None) -> list[Regrets]:
    """Let regrets count no more: they were for another time, or from one who holds the seat no longer.

    The substitutes who were brought in for them are let go, and told.
    """
    del basis
    fallen = list(regrets)
    for row in fallen:
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        release(regrets=row, at=at, asked_anew=True)
    return fallen
