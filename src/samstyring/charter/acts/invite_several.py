"""Invite several municipalities to join the agreement at once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation
from samstyring.records.effects import Upload

from ..effects.invite import edition_to_join, write_invitation
from ..models import Agreement
from ..queries.joining import may_be_invited


@acts.act(
    says=gettext_lazy("%(who)s invited %(parties)s to join %(agreement)s, with an answer by %(answer_by)s"),
    scope=lambda **arguments: [f"party:{row.pk}" for row in arguments["organisations"]][:1],
)
def invite_several(
    *,
    agreement: Agreement,
    organisations: Sequence[Organisation],
    invited_on: date,
    answer_by: date,
    letter: Upload | None = None,
    by: Actor,
    at: datetime,
) -> Agreement:
    """Register that several municipalities are invited, each with an invitation of its own (BG-1): all or none.

    Raises InvalidInput for none chosen, for those that cannot be invited now, and for days that cannot be right.
    """
    organisations = list(organisations)
    today = clock.local_date(at)
    edition = edition_to_join(agreement, invited_on, answer_by, today)
    free = {place.organisation.pk for place in may_be_invited(today)}
    if not organisations:
        raise InvalidInput({"organisations": _("Choose at least one municipality.")})
    if names := [row.name for row in organisations if row.pk not in free]:
        says = _("These cannot be invited now: %(names)s.")
        raise InvalidInput({"organisations": says % {"names": ", ".join(names)}})
    joinings = [
        write_invitation(edition=edition, organisation=row, invited_on=invited_on, answer_by=answer_by, letter=letter)
        for row in organisations
    ]
    acts.record(
        agreement,
        *joinings,
        *organisations,
        parties=", ".join(row.name for row in organisations),
        agreement=agreement.title,
        invited_on=invited_on,
        answer_by=answer_by,
    )
    return agreement
