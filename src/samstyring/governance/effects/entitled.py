"""Finding the entitled seat of a round that a position is for."""

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..errors import ObserverHasNoPosition, SeatNotPresent
from ..models import Round, RoundSeat, Seat
from ..queries.standing import seat_presence


@effect
def entitled_seat(*, round_: Round, seat: Seat, basis: Basis | None = None) -> RoundSeat:
    """Return the seat as it is entitled in the round.

    Raises ObserverHasNoPosition, and SeatNotPresent for a seat that is not at the meeting now.
    """
    del basis
    if seat.kind == Seat.Kind.OBSERVER:
        raise ObserverHasNoPosition(ObserverHasNoPosition.message % {"seat": seat.name}, clause=seat.clause or None)
    found = RoundSeat.objects.filter(round=round_, seat=seat).first()
    attendance = seat_presence(round_.item.meeting_id).get(seat.pk)
    if found is None or attendance is None or not attendance.present:
        raise SeatNotPresent(SeatNotPresent.message % {"seat": seat.name})
    return found
