"""Which seats go with an office: those of a municipality's chief executive (SG-1). The leader's own seat needs no row."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter import queries as charter
from samstyring.kernel.periods import PeriodQuerySet
from samstyring.parties.models import Office, OfficeHolding, Organisation
from samstyring.ui import formats

from ..models import Body, Meeting, SeatHolding
from ..rules.bodies import BY_CHIEF_EXECUTIVE
from ..rules.meetings import day_of
from .groups import closed_bodies


def held_for(organisation: Organisation) -> Q:
    """Return what tells the seats that a municipality's people hold."""
    return Q(organisation=organisation) | Q(organisation=None, person__organisation=organisation)


def seats_of_office(office: Office, on: date) -> list[SeatHolding]:
    """Return what is held from a day on of the seats that follow an office, and goes on until something ends it.

    That of a municipality that leaves goes on until its last day. Where it is to end for another reason on a day to
    come, it stays as it is.
    """
    if office.role != BY_CHIEF_EXECUTIVE or office.organisation is None:
        return []
    goes_on, leaving = Q(ended_by=None), charter.leaves(office.organisation, on)
    if leaving is not None:
        goes_on |= Q(ended_by=leaving.ended_by_id)
    rows = _following().overlapping(on, None).filter(goes_on, held_for(office.organisation))
    return list(rows.exclude(seat__body__in=closed_bodies(on)))


def ends_with_party(holding: SeatHolding, on: date) -> bool:
    """Tell whether what is held of a seat ends because the municipality that its holder comes from leaves."""
    organisation = holding.organisation or holding.person.organisation
    leaving = charter.leaves(organisation, on) if organisation else None
    return leaving is not None and leaving.ended_by_id == holding.ended_by_id


def left_vacant(office: Office, on: date) -> list[SeatHolding]:
    """Return what was held of seats that became vacant with an office, and that nobody was given meanwhile.

    None, once the municipality has left the agreement.
    """
    if office.role != BY_CHIEF_EXECUTIVE or office.organisation is None or charter.has_left(office.organisation, on):
        return []
    last = OfficeHolding.objects.filter(office=office, until__lte=on).order_by("-until").first()
    if last is None:
        return []
    rows = _following().filter(ended_by=last.ended_by_id, until=last.until).exclude(seat__body__in=closed_bodies(on))
    leaving = charter.leaves(office.organisation, on)
    taken = SeatHolding.objects.overlapping(last.until, leaving.until if leaving else None).values("seat")
    return list(rows.exclude(seat__in=taken))


def goes_with(office: Office, on: date) -> list[str]:
    """Return, in sentences, the seats that go with an office, what it leads, and the meetings called already."""
    bodies = list(Body.objects.filter(leader_office=office))
    says = [_("Whoever holds the office leads %(body)s.") % {"body": body.name} for body in bodies]
    rows = [*seats_of_office(office, on), *left_vacant(office, on)]
    leaving = charter.leaves(office.organisation, on) if rows and office.organisation else None
    for row in rows:
        names = {"seat": row.seat.name, "body": row.seat.body.name}
        if leaving is not None and leaving.until is not None:
            until = _(
                "The seat %(seat)s in %(body)s goes with the office, to the last day of the municipality in the co-operation: %(day)s."
            )
            says.append(until % (names | {"day": formats.day(leaving.until - timedelta(days=1))}))
        else:
            says.append(_("The seat %(seat)s in %(body)s goes with the office.") % names)
        bodies.append(row.seat.body)
    meetings = Meeting.objects.filter(body__in=bodies, state=Meeting.State.CALLED)
    if bodies and (called := sum(day_of(meeting) >= on for meeting in meetings)):
        words = ngettext(
            "%(count)s meeting is called: whoever has the seat then gets the summons, and whoever has it no more is told.",
            "%(count)s meetings are called: whoever has the seat then gets the summons, and whoever has it no more is told.",
            called,
        )
        says.append(words % {"count": called})
    return says


def _following() -> PeriodQuerySet:
    rows = SeatHolding.objects.filter(seat__held_by=BY_CHIEF_EXECUTIVE, seat__closed_from=None)
    return rows.select_related("seat__body", "person", "organisation")
