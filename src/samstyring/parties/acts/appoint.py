"""Appoint a person to an office."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis

from ..effects import end_holding, hold_office, keep_letter
from ..models import Office, OfficeHolding, Person
from ..registry import followers
from ..rules import basis_label, held_by_one, scopes_of_office


@acts.act(
    says=gettext_lazy("%(who)s registered %(person)s as %(office)s from %(from_date)s"),
    scope=lambda **arguments: scopes_of_office(arguments["office"]),
)
def appoint(
    *,
    office: Office,
    person: Person,
    from_date: date,
    source: str,
    dated: date | None = None,
    evidence: Any = None,
    by: Actor,
    at: datetime,
) -> OfficeHolding:
    """Register that a person holds an office from a day on.

    `source` says who appointed and how ("letter from Alver"), `dated` when (from_date if not given). Where one person
    holds the office, the former holder's time ends the same day. `evidence` is the letter or the decision itself, kept as
    the basis' own document (LE-1, SE-1). What goes with the office goes over the same day: a seat that follows it, and
    the summons to meetings (SG-1). Raises InvalidInput where the days do not fit what is
    registered.
    """
    source = " ".join(source.split())
    if not source:
        raise InvalidInput({"source": _("Say how it was decided, and by whom.")})
    label = basis_label(office, source)
    basis = Basis.objects.create(kind=Basis.Kind.APPOINTMENT, label=label, dated=dated or from_date)
    following = [each.follow(office, from_date) for each in followers]
    later = OfficeHolding.objects.overlapping(from_date, None).filter(office=office).select_related("person")
    if held_by_one(office):
        for holding in later:
            end_holding(holding=holding, on=from_date, basis=basis)
    elif later.filter(person=person).exists():
        raise InvalidInput({"person": _("%(person)s holds this office already.") % {"person": person.name}})
    keep_letter(letter=evidence, basis=basis, received_from=source, dated=dated or from_date)
    holding = hold_office(office=office, person=person, on=from_date, basis=basis)
    went = [row for follow in following for row in follow(basis)]
    acts.record(
        office,
        person,
        basis,
        holding,
        *went,
        person=person.name,
        office=office.title,
        from_date=from_date,
        source=source,
    )
    return holding
