"""Which seats go with an office: those of a municipality's chief executive (SG-1). The leader's own seat needs no row."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.kernel.periods import PeriodQuerySet
from samstyring.parties.models import Office, OfficeHolding, Organisation

from ..models import Body, Meeting, SeatHolding
from ..rules.bodies import BY_CHIEF_EXECUTIVE
from ..rules.meetings import day_of
from .groups import closed_bodies


def held_for(organisation: Organisation) -> Q:
    """Return what tells the seats that a municipality's people hold."""
    return Q(organisation=organisation) | Q(organisation=None, person__organisation=organisation)


def seats_of_office(office: Office, on: date) -> list[SeatHolding]:
    """Return what is held on a day of the seats that follow an office, and goes on until something ends it.

    Where it is to end anyway on a day to come (the municipality leaves), or begins on that very day, it stays as it is.
    """
    if office.role != BY_CHIEF_EXECUTIVE or office.organisation is None:
        return []
    rows = _following().on(on).filter(held_for(office.organisation), ended_by=None, from_date__lt=on)
    return list(rows.exclude(seat__body__in=closed_bodies(on)))


def left_vacant(office: Office, on: date) -> list[SeatHolding]:
    """Return what was held of seats that became vacant with an office, and that nobody was given meanwhile."""
    if office.role != BY_CHIEF_EXECUTIVE:
        return []
    last = OfficeHolding.objects.filter(office=office, until__lte=on).order_by("-until").first()
    if last is None:
        return []
    rows = _following().filter(ended_by=last.ended_by_id, until=last.until).exclude(seat__body__in=closed_bodies(on))
    taken = SeatHolding.objects.overlapping(last.until, None).values("seat")
    return list(rows.exclude(seat__in=taken))


def goes_with(office: Office, on: date) -> list[str]:
    """Return, in sentences, the seats that go with an office, what it leads, and the meetings called already."""
    bodies = list(Body.objects.filter(leader_office=office))
    says = [_("Whoever holds the office leads %(body)s.") % {"body": body.name} for body in bodies]
    for row in [*seats_of_office(office, on), *left_vacant(office, on)]:
        says.append(
            _("The seat %(seat)s in %(body)s goes with the office.")
            % {"seat": row.seat.name, "body": row.seat.body.name}
        )
        bodies.append(row.seat.body)
    rows = Meeting.objects.filter(body__in=bodies, state=Meeting.State.CALLED)
    if bodies and (called := sum(day_of(meeting) >= on for meeting in rows)):
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
