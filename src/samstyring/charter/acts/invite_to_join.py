"""Invite a municipality to join the agreement."""

from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation
from samstyring.records.effects import Upload, keep_evidence
from samstyring.ui import formats

from ..errors import AlreadyInvited, AlreadyParty, NotFounded, NotInvited
from ..models import Agreement, Invitation, Joining
from ..queries.joining import MAY_BE_INVITED, place_of
from ..queries.parties import clause_of_signatures
from ..queries.wording import edition_signed


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
    edition = edition_signed(agreement, invited_on)
    if edition is None:
        raise NotFounded
    today = clock.local_date(at)
    _check_days(invited_on, answer_by, today, edition.until)
    place = place_of(organisation, today)
    if place.accession is not None and (place.accession.until is None or place.accession.until > today):
        raise AlreadyParty(clause=clause)
    if place.state not in MAY_BE_INVITED:
        raise AlreadyInvited(clause=clause)
    joining = Joining(
        agreement=agreement, organisation=organisation, edition=edition, invited_on=invited_on, answer_by=answer_by
    )
    if letter is not None:
        with translation.override(agreement.cooperation.language):
            title = _("Invitation to %(party)s") % {"party": organisation.name}
        joining.letter = keep_evidence(upload=letter, title=title, about=joining, dated=invited_on)
    joining.save(force_insert=True)
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


def _check_days(invited_on: date, answer_by: date, today: date, until: date | None) -> None:
    errors = {}
    if invited_on > today:
        errors["invited_on"] = _("This day has not come yet.")
    if until is not None and invited_on >= until:
        says = _("The agreement had run out by then: its first day out of force was %(day)s.")
        errors["invited_on"] = says % {"day": formats.day(until)}
    if answer_by <= invited_on:
        errors["answer_by"] = _("The answer must be asked for on a day after the invitation.")
    if errors:
        raise InvalidInput(errors)
