"""Record where a seat stands."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.disqualification import not_disqualified
from ..effects.entitled import entitled_seat
from ..effects.rounds import take_position
from ..effects.treat import acts_for_others, round_open
from ..models import Position, Round, Seat
from ..queries.standing import person_acting
from ..rules.room import NEEDS_WORDS, WORDS_MISSING


@acts.act(
    says=_("%(who)s recorded the position of %(seat)s on %(label)s %(title)s"),
    scope=lambda **arguments: [f"seat:{arguments['seat'].pk}"],
)
def record_position(
    *, round_: Round, seat: Seat, kind: Position.Kind, text: str = "", by: Actor, at: datetime
) -> Position:
    """Record a seat's position in the round that counts (SG-7): a member for the own seat, the secretariat for any.

    A remark, an objection and standing aside need words. Raises ObserverHasNoPosition, SeatNotPresent,
    SeatDisqualified, PersonDisqualified, RoundPast, ItemEnded, ItemNotTakenUp, MeetingNotOpen, InvalidInput.
    """
    round_open(round_)
    entitled = entitled_seat(round_=round_, seat=seat)
    kind, text = Position.Kind(kind), text.strip()
    if kind == Position.Kind.DEMANDS_MEETING:
        raise InvalidInput({"kind": _("The case is treated in a meeting already.")})
    if kind in NEEDS_WORDS and not text:
        raise InvalidInput({"text": WORDS_MISSING[kind]})
    for_others = acts_for_others()
    if not for_others:
        not_disqualified(item=round_.item, person=person_acting(by))
    position = take_position(seat=entitled, kind=kind, text=text, by=person_acting(by), by_secretary=for_others, at=at)
    item = round_.item
    if for_others:
        acts.on_behalf_of(seat)
    acts.record(round_, item, item.case, seat, seat=seat.name, kind=kind.value, label=item.label, title=item.case.title)
    return position
