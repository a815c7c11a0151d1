"""The question by link to those who stand on a project: what do you say of the draft of its mandate?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.kernel.actors import Actor
from samstyring.parties.queries import for_the_party
from samstyring.ui import formats
from samstyring.ui.questions import QuestionKind, QuestionPage

from . import acts
from .effects.mandate_comments import QUESTION
from .forms.mandate_comments import LinkMandateCommentForm
from .models import MandateComment
from .queries import mandate_comments as queries


def read(about_id: UUID) -> QuestionPage:
    """Return the whole draft, and the question. Raises NotThere when no comments are taken any more."""
    question = queries.question_of_letter(about_id)
    says = ngettext("You have commented %(count)s time.", "You have commented %(count)s times.", question.said)
    told = " ".join([says % {"count": question.said}, _("A further comment stands beside the earlier ones.")])
    return QuestionPage(
        heading=_("What do you say of the draft mandate of %(project)s?") % {"project": question.project},
        lead=_("One comment for each thing, or one for the whole. A comment binds nobody to anything."),
        lines=[
            (_("Project"), f"{question.project} ({question.project.code})"),
            (_("You answer for"), formats.sentence(question.organisations)),
            (_("Comments by"), formats.day(question.until)),
            *question.lines,
        ],
        already=told if question.said else "",
        button=_("Send the comment"),
    )


def form_for(about_id: UUID) -> Any:
    """Return the form, with the municipalities to answer for where there are several."""
    whom = {"organisations": queries.question_of_letter(about_id).organisations}
    return lambda *args, **kwargs: LinkMandateCommentForm(*args, **whom, **kwargs)


def answer(*, about_id: UUID, data: Mapping[str, Any], by: Actor, at: datetime, intent: UUID | None) -> Any:
    """Comment, as the person whom the link was sent to."""
    said: MandateComment = acts.comment_on_mandate(
        mandate=queries.question_of_letter(about_id).mandate,
        **data,
        by_link=True,
        by=for_the_party(by, "portfolio.comment_on_mandate", data["organisation"].pk),
        at=at,
        intent=intent,
    )
    return said


KIND = QuestionKind(QUESTION, read, LinkMandateCommentForm, answer, form_for)
