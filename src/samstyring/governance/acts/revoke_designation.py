"""Revoke the designation of a leader."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.parties.models import OfficeHolding
from samstyring.records.effects import Upload, keep_evidence

from ..effects.basis import make_basis
from ..effects.callings import call_anew
from ..errors import AlreadyEnded, EvidenceMissing
from ..models import Designation
from ..queries.recipients import called_for
from ..queries.texts import house_language


@acts.act(
    says=gettext_lazy("%(who)s revoked the designation of %(designated)s as leader of %(body)s from %(until)s"),
    scope=lambda **arguments: [f"body:{arguments['designation'].body_id}"],
)
def revoke_designation(
    *, designation: Designation, until: date, evidence: Upload | None = None, by: Actor, at: datetime
) -> Designation:
    """End a designation: `until` is the first day on which the designated no longer leads (LE-1).

    Raises AlreadyEnded, EvidenceMissing (when another than the holder of the office registers it), InvalidInput.
    """
    if designation.ended_by_id is not None:
        raise AlreadyEnded
    if until <= designation.from_date:
        raise InvalidInput({"until": _("Choose a day after the one on which it began.")})
    office = designation.body.leader_office
    holders = OfficeHolding.objects.on(until).filter(office=office).values_list("person_id", flat=True)
    if by.person_id not in set(holders) and evidence is None:
        raise EvidenceMissing(field="evidence")
    with house_language():
        label = _("designation of %(designated)s as leader revoked") % {"designated": designation.designated.name}
    basis = make_basis(kind=Basis.Kind.DESIGNATION, label=label, dated=until)
    if evidence is not None:
        letter = keep_evidence(upload=evidence, title=label, about=designation, dated=until, basis=basis)
        acts.on_behalf_of(designation.designated_by, [letter])
    meetings = called_for(designation.body, since=until)
    designation.until, designation.ended_by = until, basis
    designation.save(update_fields=["until", "ended_by"])
    call_anew(meetings=meetings)
    acts.record(
        designation.body,
        designation.designated,
        basis,
        body=designation.body.name,
        designated=designation.designated.name,
        until=until,
    )
    return designation
