"""Finding the entitled seat of a round that a position is for."""

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..errors import ObserverHasNoPosition, SeatDisqualified, SeatNotPresent
from ..models import Round, RoundSeat, Seat
from ..queries.disqualification import disqualified_on
from ..queries.standing import seat_presence


@effect
def entitled_seat(*, round_: Round, seat: Seat, basis: Basis | None = None) -> RoundSeat:
    """Return the seat as it is entitled in the round.

    Raises ObserverHasNoPosition, SeatDisqualified, and SeatNotPresent for a seat that is not at the meeting now.
    """
    del basis
    if seat.kind == Seat.Kind.OBSERVER:
        raise ObserverHasNoPosition(ObserverHasNoPosition.message % {"seat": seat.name}, clause=seat.clause or None)
    found = RoundSeat.objects.filter(round=round_, seat=seat).first()
    if found is None and any(asked.question.seat_id == seat.pk for asked in disqualified_on(round_.item_id)):
        raise SeatDisqualified(SeatDisqualified.message % {"seat": seat.name})
    if found is not None and found.stands_in:
        return found
    attendance = seat_presence(round_.item.meeting_id).get(seat.pk)
    if found is None or attendance is None or not attendance.present:
        raise SeatNotPresent(SeatNotPresent.message % {"seat": seat.name})
    return found
