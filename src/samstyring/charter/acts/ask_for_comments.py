"""Let the parties comment on a drafted amendment before one exact text is sent."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from .. import queries
from ..effects.notices import write_to_parties
from ..models import Amendment, AmendmentNotice
from ..rules import require_draft


@acts.act(
    says=gettext_lazy("%(who)s asked for comments on amendment %(number)s of the agreement by %(comments_until)s")
)
def ask_for_comments(*, amendment: Amendment, comments_until: date, by: Actor, at: datetime) -> Amendment:
    """Show a draft to all parties and ask for comments by a day; asked again, the new day counts (EN-1).

    Whoever answers for a party gets a letter with a link to the draft and the one question, again when asked again.
    The draft can still be edited: a comment tells which text it is about. Raises NotADraft, InvalidInput.
    """
    require_draft(amendment)
    if comments_until < clock.local_date(at):
        raise InvalidInput({"comments_until": _("The deadline cannot be in the past.")})
    if not amendment.changes_term and not queries.difference(amendment).rows:
        raise InvalidInput({"": _("The amendment changes nothing yet.")})
    amendment.comments_until = comments_until
    amendment.save(update_fields=["comments_until"])
    kind = AmendmentNotice.Kind.COMMENTS
    letters = write_to_parties(amendment=amendment, kind=kind, at=at, answer_by=comments_until, basis=None)
    acts.record(amendment, number=amendment.number, comments_until=comments_until, letters=letters)
    return amendment
