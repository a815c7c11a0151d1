"""What ties a municipality to the bodies: the seats that its people hold, the offices that lead, and what it must do."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter.registry import Tie
from samstyring.kernel.actors import Actor
from samstyring.parties.models import OfficeHolding, Organisation

from ..models import Action, Seat, SeatHolding


def ties_of(organisation: Organisation, by: Actor, on: date) -> list[Tie]:
    """Return the seats that end with it, and what must be settled: the leader's office, what it has to follow up."""
    del by
    mine = Q(organisation=organisation) | Q(organisation=None, person__organisation=organisation)
    holdings = SeatHolding.objects.on(on).filter(mine).select_related("seat__body", "person")
    told = [_seat(holding) for holding in holdings.order_by("seat__body__name", "seat__position")]
    leads = OfficeHolding.objects.on(on).filter(office__bodies_led__isnull=False, office__organisation=organisation)
    for holding in leads.select_related("office", "person"):
        says = _("%(office)s (%(person)s): who leads after that must be settled")
        told.append(Tie(says % {"office": holding.office.title, "person": holding.person.name}))
    left = Action.objects.filter(organisation=organisation, state=Action.State.OPEN).count()
    if left:
        says = ngettext("%(count)s follow-up is still open", "%(count)s follow-ups are still open", left)
        told.append(Tie(says % {"count": left}))
    return told


def _seat(holding: SeatHolding) -> Tie:
    seat: Seat = holding.seat
    says = _("The seat %(seat)s in %(body)s (%(person)s)")
    words = says % {"seat": seat.name, "body": seat.body.name, "person": holding.person.name}
    return Tie(words, seat.body.get_absolute_url(), ends=True)
