"""Appoint a member or an observer of a group."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person
from samstyring.records.effects import Upload, keep_evidence

from ..effects.basis import make_basis
from ..effects.callings import call_anew
from ..effects.groups import seat_members
from ..models import Body, SeatHolding
from ..queries.groups import check_group, check_open
from ..queries.recipients import called_for
from ..queries.texts import house_language


@acts.act(
    says=gettext_lazy("%(who)s registered %(holder)s in %(body)s as %(role)s from %(from_date)s"),
    scope=lambda **arguments: [f"body:{arguments['body'].pk}"],
)
def appoint_member(
    *,
    body: Body,
    person: Person,
    role: str,
    from_date: date,
    source: str,
    observer: bool = False,
    dated: date | None = None,
    evidence: Upload | None = None,
    by: Actor,
    at: datetime,
) -> SeatHolding:
    """Give a person a seat of their own in a group, by role or area, from a day on (RG-1).

    `source` says who decided it and how: the agreement does not regulate who widens the group. The seat changes hands
    and becomes vacant as any other, and whoever sits in it gets the summons to meetings that are called. Raises
    NotAGroup, BodyClosed, and InvalidInput for one who sits there already.
    """
    check_group(body)
    check_open(body, from_date)
    if SeatHolding.objects.overlapping(from_date, None).filter(seat__body=body, person=person).exists():
        raise InvalidInput({"person": _("%(person)s has a seat in this group already.") % {"person": person.name}})
    with house_language():
        label = _("appointment to %(body)s: %(source)s") % {"body": body.name, "source": source}
    basis = make_basis(kind=Basis.Kind.APPOINTMENT, label=label, dated=dated or from_date)
    members = [(person, person.organisation, role.strip())]
    meetings = called_for(body, since=from_date)
    (holding,) = seat_members(body=body, members=members, observer=observer, on=from_date, basis=basis)
    call_anew(meetings=meetings, seats=[holding.seat])
    if evidence is not None:
        letter = keep_evidence(
            upload=evidence, title=label, about=holding.seat, received_from=source, dated=dated, basis=basis
        )
        acts.on_behalf_of(None, [letter])
    acts.record(
        body, holding.seat, basis, person, body=body.name, holder=person.name, role=role.strip(), from_date=from_date
    )
    return holding
