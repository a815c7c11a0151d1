"""Appoint a substitute of a seat."""

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
from ..models import Seat, Substitute
from ..queries.groups import check_open
from ..queries.texts import house_language
from ..rules.substitutes import free_rank


@acts.act(
    says=gettext_lazy("%(who)s registered %(holder)s as substitute number %(rank)s for %(seat)s in %(body)s"),
    scope=lambda **arguments: [f"body:{arguments['seat'].body_id}"],
)
def appoint_substitute(
    *,
    seat: Seat,
    person: Person,
    from_date: date,
    source: str,
    until: date | None = None,
    dated: date | None = None,
    evidence: Upload | None = None,
    by: Actor,
    at: datetime,
) -> Substitute:
    """Put a person last in the order of a seat's substitutes, from a day on and, if `until` is given, to before it.

    `source` says who appointed and how. Whether a substitute is brought in at regrets is for the rules of procedure
    to say. Raises BodyClosed, and InvalidInput for one who is in the order already.
    """
    check_open(seat.body, from_date)
    if until is not None and until <= from_date:
        raise InvalidInput({"until": _("The last day comes before the first.")})
    there = list(Substitute.objects.overlapping(from_date, until).filter(seat=seat))
    if any(each.person_id == person.pk for each in there):
        raise InvalidInput({"person": _("%(person)s is a substitute for this seat already.") % {"person": person.name}})
    with house_language():
        label = _("appointment as substitute for %(seat)s: %(source)s") % {"seat": seat.name, "source": source}
    basis = make_basis(kind=Basis.Kind.APPOINTMENT, label=label, dated=dated or from_date)
    substitute = Substitute.objects.create(
        seat=seat,
        rank=free_rank(each.rank for each in there),
        person=person,
        organisation=person.organisation,
        from_date=from_date,
        until=until,
        begun_by=basis,
    )
    if evidence is not None:
        letter = keep_evidence(upload=evidence, title=label, about=seat, received_from=source, dated=dated, basis=basis)
        acts.on_behalf_of(None, [letter])
    acts.record(
        seat, seat.body, basis, person, substitute,
        holder=person.name, rank=substitute.rank, seat=seat.name, body=seat.body.name,
    )  # fmt: skip
    return substitute
