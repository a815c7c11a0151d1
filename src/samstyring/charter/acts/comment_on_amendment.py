"""Comment on a drafted amendment, for one party or for several."""

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation
from samstyring.records.effects import HowItCame, say_who_answered
from samstyring.ui import formats

from .. import queries
from ..errors import NotOpenForComments
from ..models import Amendment, AmendmentComment, CommentFor


@acts.act(
    says=gettext_lazy("%(who)s commented on amendment %(number)s of the agreement for %(parties)s"),
    scope=lambda **a: [f"party:{a['organisation'].pk}"],
)
def comment_on_amendment(
    *,
    amendment: Amendment,
    organisation: Organisation,
    gist: str,
    also_for: Sequence[Organisation] = (),
    by: Actor,
    at: datetime,
    **came: Unpack[HowItCame],
) -> AmendmentComment:
    """Comment for a party, and for others that it speaks for, each named. What comes after the day is taken, as late.

    Its own people comment signed in or by link; the secretariat registers what came in writing (`evidence`,
    `answered_by`, `answered_on`). A comment binds nobody. Raises NotOpenForComments, EvidenceNeeded, InvalidInput.
    """
    if amendment.state != Amendment.State.DRAFT or amendment.comments_until is None:
        raise NotOpenForComments
    parties = {row.pk: row for row in queries.parties_to(amendment.agreement, clock.local_date(at))}
    given_for = [
        parties[key] for key in dict.fromkeys([organisation.pk, *(row.pk for row in also_for)]) if key in parties
    ]
    _check(gist, given_for)
    comment = AmendmentComment(
        amendment=amendment, organisation=organisation, gist=gist.strip(), revision=amendment.revision
    )
    with translation.override(amendment.agreement.cooperation.language):
        title = _("Comment from %(party)s on amendment %(number)s") % {
            "party": organisation.name,
            "number": amendment.number,
        }
    say_who_answered(
        answer=comment,
        parties=[organisation],
        about=comment,
        title=title,
        at=at,
        **came,
    )
    comment.save(force_insert=True)
    CommentFor.objects.bulk_create(CommentFor(comment=comment, organisation=row) for row in given_for)
    names = formats.sentence(row.name for row in given_for)
    acts.record(amendment, comment, *given_for, number=amendment.number, parties=names)
    return comment


def _check(gist: str, given_for: Sequence[Organisation]) -> None:
    errors = {}
    if not gist.strip():
        errors["gist"] = _("Write what the comment says.")
    if not given_for:
        errors["also_for"] = _("Name at least one party that the comment is given for.")
    if errors:
        raise InvalidInput(errors)
