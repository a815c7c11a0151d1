"""Comment on a drafted amendment, for one party or for several."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput, Refusal
from samstyring.parties.models import Organisation
from samstyring.records.effects import Upload, keep_evidence
from samstyring.records.models import Document
from samstyring.ui import formats

from .. import queries
from ..errors import LetterNeeded, NotOpenForComments
from ..models import Amendment, AmendmentComment, CommentFor
from ..rules import SECRETARIAT

Way = AmendmentComment.Way


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
    said_by: str = "",
    said_as: str = "",
    said_on: date | None = None,
    evidence: Upload | None = None,
    by_link: bool = False,
    by: Actor,
    at: datetime,
) -> AmendmentComment:
    """Comment for a party, and for others that it speaks for, each named. What comes after the day is taken, as late.

    By link, `said_by` and `said_as` name the colleague that it was passed on to. The secretariat registers what came in writing: then `said_by` and `evidence` are needed. A comment binds nobody.
    Raises NotOpenForComments, LetterNeeded, InvalidInput.
    """
    if amendment.state != Amendment.State.DRAFT or amendment.comments_until is None:
        raise NotOpenForComments
    today = clock.local_date(at)
    capacity = acts.current_permit().capacity
    registering = capacity is not None and capacity.role in SECRETARIAT
    parties = {row.pk: row for row in queries.parties_to(amendment.agreement, today)}
    given_for = [
        parties[key] for key in dict.fromkeys([organisation.pk, *(row.pk for row in also_for)]) if key in parties
    ]
    _check(gist, registering, said_by, said_on or today, today, given_for)
    if registering and evidence is None:
        raise LetterNeeded(field="evidence")
    comment = AmendmentComment(
        amendment=amendment,
        organisation=organisation,
        gist=gist.strip(),
        revision=amendment.revision,
        said_by=said_by.strip() or by.name,
        said_as=said_as.strip() or ("" if registering or capacity is None else capacity.label),
        said_on=(said_on if registering else None) or today,
        way=Way.REGISTERED if registering else Way.LINK if by_link else Way.SIGNED_IN,
        at=at,
    )
    if registering and evidence is not None:
        comment.evidence = _kept(evidence, comment)
        acts.on_behalf_of(organisation, [comment.evidence])
    comment.save(force_insert=True)
    CommentFor.objects.bulk_create(CommentFor(comment=comment, organisation=row) for row in given_for)
    names = formats.sentence(row.name for row in given_for)
    acts.record(amendment, comment, *given_for, number=amendment.number, parties=names)
    return comment


def _check(
    gist: str, registering: bool, said_by: str, said_on: date, today: date, given_for: Sequence[Organisation]
) -> None:
    errors = {}
    if not gist.strip():
        errors["gist"] = _("Write what the comment says.")
    if registering and not said_by.strip():
        errors["said_by"] = _("Write who answered for the municipality.")
    if said_on > today:
        errors["said_on"] = _("This day has not come yet.")
    if not given_for:
        errors["also_for"] = _("Name at least one party that the comment is given for.")
    if errors:
        raise InvalidInput(errors)


def _kept(evidence: Upload, comment: AmendmentComment) -> Document:
    title = _("Comment from %(party)s on amendment %(number)s") % {
        "party": comment.organisation.name,
        "number": comment.amendment.number,
    }
    try:
        return keep_evidence(
            upload=evidence, title=title, about=comment, received_from=comment.said_by, dated=comment.said_on
        )
    except Refusal as refusal:
        refusal.field = "evidence"
        raise
