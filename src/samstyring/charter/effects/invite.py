"""A municipality is invited to join, on the text in force that day (BG-1)."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from samstyring.kernel.acts import effect
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation
from samstyring.records.effects import Upload, keep_evidence
from samstyring.ui import formats

from ..errors import NotFounded
from ..models import Agreement, Edition, Joining
from ..queries.wording import edition_signed


def edition_to_join(agreement: Agreement, invited_on: date, answer_by: date, today: date) -> Edition:
    """Return the edition that one is invited to on a day. Raises InvalidInput for days that cannot be right."""
    edition = edition_signed(agreement, invited_on)
    if edition is None:
        raise NotFounded
    errors = {}
    if invited_on > today:
        errors["invited_on"] = _("This day has not come yet.")
    if edition.until is not None and invited_on >= edition.until:
        says = _("The agreement had run out by then: its first day out of force was %(day)s.")
        errors["invited_on"] = says % {"day": formats.day(edition.until)}
    if answer_by <= invited_on:
        errors["answer_by"] = _("The answer must be asked for on a day after the invitation.")
    if errors:
        raise InvalidInput(errors)
    return edition


@effect
def write_invitation(
    *,
    edition: Edition,
    organisation: Organisation,
    invited_on: date,
    answer_by: date,
    letter: Upload | None,
    basis: Basis | None = None,
) -> Joining:
    """Write the invitation of one municipality, with the letter where there is one."""
    del basis
    joining = Joining(
        agreement=edition.agreement,
        organisation=organisation,
        edition=edition,
        invited_on=invited_on,
        answer_by=answer_by,
    )
    if letter is not None:
        with translation.override(edition.agreement.cooperation.language):
            title = _("Invitation to %(party)s") % {"party": organisation.name}
        joining.letter = keep_evidence(upload=letter, title=title, about=joining, dated=invited_on)
    joining.save(force_insert=True)
    return joining
