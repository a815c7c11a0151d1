"""End a person's time in an office."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis

from ..effects import end_holding, keep_letter
from ..models import OfficeHolding
from ..registry import followers
from ..rules import basis_label, scopes_of_office


@acts.act(
    says=gettext_lazy("%(who)s registered that %(person)s is %(office)s no longer, from %(until)s"),
    scope=lambda **arguments: scopes_of_office(arguments["holding"].office),
)
def end_office(
    *, holding: OfficeHolding, until: date, source: str, evidence: Any = None, by: Actor, at: datetime
) -> OfficeHolding:
    """Register that a person holds an office no longer. `until` is the first day without it.

    `evidence` is the letter that says so, if there is one. What goes with the office ends the same day (SG-1). Raises InvalidInput where the day does not fit what is registered.
    """
    source = " ".join(source.split())
    if not source:
        raise InvalidInput({"source": _("Say how it was decided, and by whom.")})
    label = basis_label(holding.office, source)
    basis = Basis.objects.create(kind=Basis.Kind.APPOINTMENT, label=label, dated=until)
    keep_letter(letter=evidence, basis=basis, received_from=source, dated=until)
    following = [each.follow(holding.office, until) for each in followers]
    end_holding(holding=holding, on=until, basis=basis, field="until")
    went = [row for follow in following for row in follow(basis)]
    acts.record(
        holding.office,
        holding.person,
        basis,
        holding,
        *went,
        person=holding.person.name,
        office=holding.office.title,
        until=until,
        source=source,
    )
    return holding
