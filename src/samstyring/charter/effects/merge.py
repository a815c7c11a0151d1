"""A new municipality takes the place of others in the agreement."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties import effects as parties_effects
from samstyring.parties.models import Organisation
from samstyring.ui import formats

from ..models import Accession, Agreement, Invitation
from ..registry import ties
from .write_parties import write_offices_of


@effect
def merge_into(
    *,
    agreement: Agreement,
    predecessors: Sequence[Organisation],
    successor: Mapping[str, Any],
    parties: Sequence[Accession],
    is_party: bool,
    on: date,
    basis: Basis,
) -> Organisation:
    """Write the new municipality, end what the others had, and begin the same for it, all on one day.

    `parties` are the periods that hold on that day; they end where nothing has ended them before.
    """
    made = parties_effects.write_organisation(
        kind=Organisation.Kind.MUNICIPALITY, basis=basis, on=on, **dict(successor)
    )
    write_offices_of(organisation=made, basis=basis)
    parties_effects.succeed(predecessors=predecessors, successor=made, on=on, basis=basis)
    if Invitation.objects.filter(agreement=agreement, organisation__in=list(predecessors)).exists():
        Invitation.objects.create(agreement=agreement, organisation=made)
    for accession in parties:
        if accession.ended_by_id is None and accession.from_date < on:
            accession.until, accession.ended_by = on, basis
            accession.save(update_fields=["until", "ended_by"])
    if is_party:
        first = parties[0]
        Accession.objects.create(
            agreement=agreement,
            organisation=made,
            from_date=on,
            begun_by=basis,
            signatory=_("in the place of %(names)s") % {"names": formats.sentence(str(row) for row in parties)},
            place=made.name,
            edition=first.edition,
            text_sha256=first.text_sha256,
        )
    for tie in ties:
        for predecessor in predecessors:
            tie.carry(predecessor, made, on, basis)
    return made
