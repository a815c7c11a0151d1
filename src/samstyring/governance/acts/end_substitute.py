"""End a substitute's time."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis

from ..effects.basis import make_basis
from ..errors import AlreadyEnded
from ..models import Substitute
from ..queries.texts import house_language


@acts.act(
    says=gettext_lazy("%(who)s registered that %(holder)s is no substitute for %(seat)s from %(until)s"),
    scope=lambda **arguments: [f"body:{arguments['substitute'].seat.body_id}"],
)
def end_substitute(*, substitute: Substitute, until: date, source: str, by: Actor, at: datetime) -> Substitute:
    """End a substitute's time from a day on; those after keep their numbers. Raises AlreadyEnded, InvalidInput."""
    if substitute.ended_by_id is not None:
        raise AlreadyEnded
    if until <= substitute.from_date or (substitute.until is not None and until > substitute.until):
        raise InvalidInput({"until": _("Choose a day within the time that is registered.")})
    seat = substitute.seat
    with house_language():
        label = _("end as substitute for %(seat)s: %(source)s") % {"seat": seat.name, "source": source}
    basis = make_basis(kind=Basis.Kind.APPOINTMENT, label=label, dated=until)
    substitute.until, substitute.ended_by = until, basis
    substitute.save(update_fields=["until", "ended_by"])
    acts.record(seat, seat.body, basis, substitute, holder=substitute.person.name, seat=seat.name, until=until)
    return substitute
