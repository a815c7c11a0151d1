"""A person begins or ends to hold an office: each by its own basis."""

from datetime import date

from django.utils.translation import gettext as _

from samstyring.kernel.acts import effect
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.ui import formats

from ..models import Office, OfficeHolding, Person


@effect
def hold_office(*, office: Office, person: Person, on: date, basis: Basis) -> OfficeHolding:
    """Let a person hold an office from a day on."""
    return OfficeHolding.objects.create(office=office, person=person, from_date=on, begun_by=basis)


@effect
def end_holding(*, holding: OfficeHolding, on: date, basis: Basis, field: str = "from_date") -> OfficeHolding:
    """End a person's time in an office from a day on, once. `field` is the form field of that day.

    Raises InvalidInput where the time begins on that day or later, or was ended before.
    """
    facts = {"person": holding.person.name, "day": formats.day(holding.from_date)}
    if holding.from_date >= on:
        says = _("%(person)s is registered in the office from %(day)s. Choose a later day.")
        raise InvalidInput({field: says % facts})
    if holding.ended_by_id is not None:
        says = _("%(person)s holds the office until %(day)s. Choose that day or a later one.")
        raise InvalidInput({field: says % (facts | {"day": formats.day(holding.until)})})
    holding.until, holding.ended_by = on, basis
    holding.save(update_fields=["until", "ended_by"])
    return holding
