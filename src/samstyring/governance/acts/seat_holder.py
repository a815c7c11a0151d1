"""Register who holds a seat."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.parties.models import OfficeHolding, Organisation, Person
from samstyring.records.effects import Upload, keep_evidence

from ..effects.basis import make_basis
from ..effects.callings import call_anew
from ..effects.seats import seat_person, vacate
from ..errors import NotTheirSeat
from ..models import Seat, SeatHolding
from ..queries.groups import check_open
from ..queries.recipients import called_for
from ..queries.texts import house_language
from ..rules.bodies import BY_CHIEF_EXECUTIVE, follows_office


@acts.act(
    says=gettext_lazy("%(who)s registered %(holder)s in the seat %(seat)s of %(body)s from %(from_date)s"),
    scope=lambda **arguments: [f"body:{arguments['seat'].body_id}"],
)
def seat_holder(
    *,
    seat: Seat,
    person: Person | None,
    from_date: date,
    source: str,
    dated: date | None = None,
    organisation: Organisation | None = None,
    evidence: Upload | None = None,
    by: Actor,
    at: datetime,
) -> SeatHolding | None:
    """Seat a person from a day on, by an appointment; the former holder's holding ends the same day (SG-1).

    `source` says who appointed and how ("letter from Alver"), `dated` when (from_date if not given). Without a
    person the seat becomes vacant. Of meetings that are called, the new holder gets the summons, and the former one is
    told. Raises NotTheirSeat for a seat that follows an office which the person does not
    hold, BodyClosed, and InvalidInput where the days do not fit what is registered.
    """
    if person is not None:
        check_open(seat.body, from_date)
    _check(seat, person, organisation or seat.organisation, from_date)
    with house_language():
        label = _("appointment to the seat %(seat)s: %(source)s") % {"seat": seat.name, "source": source}
    basis = make_basis(kind=Basis.Kind.APPOINTMENT, label=label, dated=dated or from_date)
    holding, meetings = None, called_for(seat.body, since=from_date)
    if person is None:
        if vacate(seat=seat, on=from_date, basis=basis) is None:
            raise InvalidInput({"person": _("The seat is vacant already.")})
    else:
        organisation = seat.organisation or organisation or person.organisation
        holding = seat_person(seat=seat, person=person, organisation=organisation, on=from_date, basis=basis)
    call_anew(meetings=meetings, seats=[seat])
    if evidence is not None:
        letter = keep_evidence(upload=evidence, title=label, about=seat, received_from=source, dated=dated, basis=basis)
        acts.on_behalf_of(None, [letter])
    acts.record(
        seat,
        seat.body,
        basis,
        *([person] if person else []),
        seat=seat.name,
        body=seat.body.name,
        holder=person.name if person else "",
        from_date=from_date,
    )
    return holding


def _check(seat: Seat, person: Person | None, organisation: Organisation | None, on: date) -> None:
    if follows_office(seat):
        raise NotTheirSeat(
            _("This seat follows the leader's office. Register who holds that office instead."), clause=seat.clause
        )
    if person is None or seat.held_by != BY_CHIEF_EXECUTIVE:
        return
    offices = OfficeHolding.objects.on(on).filter(person=person, office__role=BY_CHIEF_EXECUTIVE)
    if organisation is not None:
        offices = offices.filter(office__organisation=organisation)
    if not offices.exists():
        raise NotTheirSeat(
            _(
                "The seat follows the office of chief executive, and %(person)s is not registered as chief executive"
                " on that day. Register the office first."
            )
            % {"person": person.name},
            clause=seat.clause or None,
            field="person",
        )
