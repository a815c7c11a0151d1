"""Withdraw a position that was recorded."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.entitled import entitled_seat
from ..effects.rounds import take_position
from ..effects.treat import acts_for_others, round_open
from ..models import Position, Round, Seat
from ..queries.standing import person_acting


@acts.act(
    says=_("%(who)s withdrew the position of %(seat)s on %(label)s %(title)s"),
    scope=lambda **arguments: [f"seat:{arguments['seat'].pk}"],
)
def withdraw_position(*, round_: Round, seat: Seat, by: Actor, at: datetime) -> Position:
    """Let a seat stand as one that has not answered; what was said stays in the record (SG-7).

    Raises as record_position does.
    """
    round_open(round_)
    entitled = entitled_seat(round_=round_, seat=seat)
    for_others = acts_for_others()
    position = take_position(
        seat=entitled, kind=Position.Kind.WITHDRAWN, text="", by=person_acting(by), by_secretary=for_others, at=at
    )
    item = round_.item
    if for_others:
        acts.on_behalf_of(seat)
    acts.record(round_, item, item.case, seat, seat=seat.name, label=item.label, title=item.case.title)
    return position
