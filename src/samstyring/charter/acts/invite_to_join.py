"""Invite a municipality to join the agreement."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation
from samstyring.records.effects import Upload

from ..effects.invite import edition_to_join, write_invitation
from ..errors import AlreadyInvited, AlreadyParty, IsMerged, NotInvited
from ..models import Agreement, Invitation, Joining
from ..queries.joining import MAY_BE_INVITED, MERGED, place_of
from ..queries.parties import clause_of_signatures


@acts.act(
    says=gettext_lazy("%(who)s invited %(party)s to join %(agreement)s, with an answer by %(answer_by)s"),
    scope=lambda **arguments: [f"party:{arguments['organisation'].pk}"],
)
def invite_to_join(
    *,
    agreement: Agreement,
    organisation: Organisation,
    invited_on: date,
    answer_by: date,
    letter: Upload | None = None,
    by: Actor,
    at: datetime,
) -> Joining:
    """Register that a municipality is invited to join, on the text in force that day (BG-1).

    Raises NotInvited for one that the agreement does not name, AlreadyParty, AlreadyInvited, and InvalidInput for days
    that cannot be right: one to come, one after the term, an answer before the question.
    """
    clause = clause_of_signatures(agreement)
    if not Invitation.objects.filter(agreement=agreement, organisation=organisation).exists():
        raise NotInvited(clause=clause)
    today = clock.local_date(at)
    edition = edition_to_join(agreement, invited_on, answer_by, today)
    place = place_of(organisation, today)
    if place.state == MERGED:
        raise IsMerged
    if place.accession is not None and (place.accession.until is None or place.accession.until > today):
        raise AlreadyParty(clause=clause)
    if place.state not in MAY_BE_INVITED:
        raise AlreadyInvited(clause=clause)
    joining = write_invitation(
        edition=edition, organisation=organisation, invited_on=invited_on, answer_by=answer_by, letter=letter
    )
    acts.record(
        joining,
        organisation,
        agreement,
        party=organisation.name,
        agreement=agreement.title,
        invited_on=invited_on,
        answer_by=answer_by,
    )
    return joining
