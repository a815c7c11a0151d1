"""The question by link to those who are invited to an initiative: does your municipality take part?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from samstyring.kernel.actors import Actor
from samstyring.parties.queries import for_the_party
from samstyring.ui.questions import QuestionKind, QuestionPage

from . import acts
from .effects.initiatives import QUESTION
from .forms.initiatives import LinkAnswerInitiativeForm
from .models import InitiativeAnswer
from .queries import initiatives as queries
from .rules import initiatives as rules


def read(about_id: UUID) -> QuestionPage:
    """Return the whole question. Raises NotThere when no answer is taken any more."""
    question = queries.question_of_letter(about_id)
    return QuestionPage(
        heading=rules.heading(question),
        lines=rules.facts(question),
        template="portfolio/initiatives/what.html",
        context={"need": question.need},
        already=rules.already(question),
    )


def form_for(about_id: UUID) -> Any:
    """Return the form, with the municipalities to answer for where there are several."""
    asked = queries.question_of_letter(about_id)
    whom = {"organisations": asked.organisations, "silent": asked.silent}
    return lambda *args, **kwargs: LinkAnswerInitiativeForm(*args, **whom, **kwargs)


def answer(*, about_id: UUID, data: Mapping[str, Any], by: Actor, at: datetime, intent: UUID | None) -> Any:
    """Answer, as the person whom the link was sent to."""
    question = queries.question_of_letter(about_id)
    given: InitiativeAnswer = acts.answer_initiative(
        initiative=question.initiative,
        **data,
        by_link=True,
        by=for_the_party(by, "portfolio.answer_initiative", question.organisations[0].pk),
        at=at,
        intent=intent,
    )
    return given


KIND = QuestionKind(QUESTION, read, LinkAnswerInitiativeForm, answer, form_for)
