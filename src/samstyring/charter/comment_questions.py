"""The question by link before an amendment is sent: what does your municipality say of the draft?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.parties.queries import for_the_party
from samstyring.ui import formats
from samstyring.ui.questions import QuestionKind, QuestionPage

from . import acts, queries
from .effects.notices import COMMENT
from .forms.comments import LinkCommentForm
from .queries import notified


def read(about_id: UUID) -> QuestionPage:
    """Return the question, with the whole difference. Raises NotThere when comments are no longer taken."""
    letter = notified.notice(about_id)
    amendment, parties = letter.amendment, notified.commented_for(letter)
    said = queries.commented_by(amendment, parties)
    return QuestionPage(
        heading=_("What do you say of this draft amendment of the agreement?"),
        lead=amendment.title,
        lines=[
            (_("You answer for"), formats.sentence(parties)),
            (_("Comments by"), formats.day(amendment.comments_until)),
            (_("What it is"), _("A draft. A comment binds nobody; the exact text is sent for consent later.")),
        ],
        template="charter/question.html",
        context={"amendment": amendment, "text": queries.difference(amendment)},
        already=_("Commented already: %(parties)s. A further comment stands beside it.")
        % {"parties": formats.sentence(said)}
        if said
        else "",
        button=_("Send the comment"),
    )


def form_for(about_id: UUID) -> Any:
    """Return the form, with the parties to comment for where there are several."""
    parties = notified.commented_for(notified.notice(about_id))
    return lambda *args, **kwargs: LinkCommentForm(*args, organisations=parties, **kwargs)


def answer(*, about_id: UUID, data: Mapping[str, Any], by: Actor, at: datetime, intent: UUID | None) -> Any:
    """Comment, as the person whom the link was sent to."""
    letter = notified.notice(about_id)
    organisation, *others = data["organisations"]
    return acts.comment_on_amendment(
        amendment=letter.amendment,
        organisation=organisation,
        also_for=others,
        gist=data["gist"],
        answered_by=data["answered_by"],
        answered_as=data["answered_as"],
        by_link=True,
        by=for_the_party(by, "charter.comment_on_amendment", organisation.pk),
        at=at,
        intent=intent,
    )


KIND = QuestionKind(COMMENT, read, LinkCommentForm, answer, form_for)
