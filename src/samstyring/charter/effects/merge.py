"""A municipality, new or not, takes the place of others in the agreement."""

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
    successor: Organisation | Mapping[str, Any],
    inhabitants: int | None,
    parties: Sequence[Accession],
    becomes_party: bool,
    on: date,
    basis: Basis,
) -> Organisation:
    """End what the predecessors had and begin the same for their successor, all on one day; a new one is written first.

    `parties` are the periods that hold on that day; they end where nothing has ended them before.
    """
    is_new = not isinstance(successor, Organisation)
    made = successor if isinstance(successor, Organisation) else new_municipality(basis=basis, on=on, facts=successor)
    if inhabitants is not None:
        parties_effects.count_inhabitants(organisation=made, on=on, number=inhabitants)
    parties_effects.succeed(predecessors=predecessors, successor=made, is_new=is_new, on=on, basis=basis)
    if is_new and Invitation.objects.filter(agreement=agreement, organisation__in=list(predecessors)).exists():
        Invitation.objects.create(agreement=agreement, organisation=made)
    for accession in parties:
        if accession.ended_by_id is None and accession.from_date < on:
            accession.until, accession.ended_by = on, basis
            accession.save(update_fields=["until", "ended_by"])
    if becomes_party:
        words = _("in the place of %(names)s") % {"names": formats.sentence(str(row) for row in parties)}
        become_party(organisation=made, like=parties[0], words=words, on=on, basis=basis)
    # What only a party has ends where the one that takes its place is none.
    is_party = Accession.objects.on(on).filter(agreement=agreement, organisation=made).exists()
    for tie in ties:
        for predecessor in predecessors:
            if parties and not is_party:
                tie.end(predecessor, on, basis)
            else:
                tie.carry(predecessor, made, on, basis)
    return made


@effect
def split_from(
    *,
    agreement: Agreement,
    origin: Organisation,
    part: Mapping[str, Any],
    inhabitants: Mapping[str, int | None],
    party: Accession | None,
    on: date,
    basis: Basis,
) -> Organisation:
    """Write the part as a municipality, in the areas of the whole; a party like it where `party` is the whole's period.

    `inhabitants` tells how many live in "part" and in "origin" that day. Seats, projects and duties stay with the whole.
    """
    made: Organisation = new_municipality(basis=basis, on=on, facts=part)
    parties_effects.split_off(origin=origin, part=made, on=on, basis=basis)
    for organisation, number in ((made, inhabitants["part"]), (origin, inhabitants["origin"])):
        if number is not None:
            parties_effects.count_inhabitants(organisation=organisation, on=on, number=number)
    if Invitation.objects.filter(agreement=agreement, organisation=origin).exists():
        Invitation.objects.create(agreement=agreement, organisation=made)
    if party is not None:
        words = _("as a part of %(name)s until then") % {"name": origin.name}
        become_party(organisation=made, like=party, words=words, on=on, basis=basis)
    return made


@effect
def new_municipality(*, facts: Mapping[str, Any], on: date, basis: Basis) -> Organisation:
    """Write a municipality that begins on a day, with the two offices that every party has."""
    made = parties_effects.write_organisation(kind=Organisation.Kind.MUNICIPALITY, basis=basis, on=on, **dict(facts))
    write_offices_of(organisation=made, basis=basis)
    return made


@effect
def become_party(*, organisation: Organisation, like: Accession, words: str, on: date, basis: Basis) -> None:
    """Begin a municipality's time as a party by the signature of the one whose place it takes, or that it was part of."""
    Accession.objects.create(
        agreement=like.agreement,
        organisation=organisation,
        from_date=on,
        begun_by=basis,
        signatory=words[:200],
        place=organisation.name,
        edition=like.edition,
        text_sha256=like.text_sha256,
    )
