"""The question by link for those whom a seat speaks for: what does your municipality say of the case?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.parties.queries import for_the_party
from samstyring.ui.questions import QuestionKind, QuestionPage

from . import acts
from .effects.input import QUESTION
from .forms.input import LinkInputForm
from .models import Input
from .queries import input as queries
from .rules import input as rules


def read(about_id: UUID) -> QuestionPage:
    """Return the whole question, with the paper as it was asked on. Raises NotThere when input comes too late."""
    question = queries.question_of_letter(about_id)
    return QuestionPage(
        heading=rules.heading(question),
        lead=question.request.text,
        lines=rules.facts(question),
        template="governance/input/paper.html",
        context={"question": question, "content": question.content},
        already=rules.already(question),
        button=_("Send the input"),
    )


def form_for(about_id: UUID) -> Any:
    """Return the form, with the municipalities to answer for where there are several."""
    asked = queries.question_of_letter(about_id)
    whom = {"organisations": asked.organisations, "silent": asked.silent}
    return lambda *args, **kwargs: LinkInputForm(*args, **whom, **kwargs)


def answer(*, about_id: UUID, data: Mapping[str, Any], by: Actor, at: datetime, intent: UUID | None) -> Input:
    """Give the input, as the person whom the link was sent to."""
    question = queries.question_of_letter(about_id)
    given: Input = acts.answer_input(
        case=question.case,
        **data,
        by_link=True,
        by=for_the_party(by, "governance.answer_input", question.organisations[0].pk),
        at=at,
        intent=intent,
    )
    return given


KIND = QuestionKind(QUESTION, read, LinkInputForm, answer, form_for)
