"""Designate another as leader."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.parties.models import OfficeHolding, Person
from samstyring.records.effects import Upload, keep_evidence

from ..effects.basis import make_basis
from ..effects.callings import call_anew
from ..errors import EvidenceMissing, NoLeader
from ..models import Body, Designation
from ..queries.recipients import called_for
from ..queries.texts import house_language


@acts.act(
    says=gettext_lazy("%(who)s designated %(designated)s as leader of %(body)s from %(from_date)s"),
    scope=lambda **arguments: [f"body:{arguments['body'].pk}"],
)
def designate_leader(
    *,
    body: Body,
    designated: Person,
    from_date: date,
    evidence: Upload | None = None,
    by: Actor,
    at: datetime,
) -> Designation:
    """Make a person full leader of the body until it is revoked (LE-1), in writing.

    The holder of the leader's office does it; when the secretariat registers what the holder has written, the letter
    comes with it. Meetings that are called already go to whoever has the leader's seat on their day. Raises NoLeader where nobody holds an office that may designate, EvidenceMissing, InvalidInput.
    """
    holding = (
        OfficeHolding.objects.on(from_date)
        .filter(office=body.leader_office, office__may_designate=True)
        .select_related("person")
        .first()
    )
    if holding is None:
        raise NoLeader(_("Nobody holds an office that may designate a leader of this body on that day."))
    if holding.person_id != by.person_id and evidence is None:
        raise EvidenceMissing(field="evidence")
    if designated.pk == holding.person_id:
        raise InvalidInput({"designated": _("%(person)s holds the office already.") % {"person": designated.name}})
    if Designation.objects.overlapping(from_date, None).filter(body=body).exists():
        raise InvalidInput({"from_date": _("Another is designated then. Revoke that designation first.")})
    with house_language():
        label = _("designation of %(designated)s as leader by %(holder)s") % {
            "designated": designated.name,
            "holder": holding.person.name,
        }
    basis = make_basis(kind=Basis.Kind.DESIGNATION, label=label, dated=from_date)
    designation = Designation(
        body=body, designated=designated, designated_by=holding.person, from_date=from_date, begun_by=basis
    )
    if evidence is not None:
        designation.evidence = keep_evidence(
            upload=evidence,
            title=label,
            about=designation,
            received_from=holding.person.name,
            dated=from_date,
            basis=basis,
        )
        acts.on_behalf_of(holding.person, [designation.evidence])
    meetings = called_for(body, since=from_date)
    designation.save()
    call_anew(meetings=meetings)
    acts.record(body, designated, basis, body=body.name, designated=designated.name, from_date=from_date)
    return designation
