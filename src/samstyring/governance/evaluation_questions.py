"""The question by link in an evaluation: how does your municipality see the co-operation?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.parties.queries import for_the_party
from samstyring.ui.questions import QuestionKind, QuestionPage

from . import acts
from .effects.evaluation_letters import QUESTION
from .forms.evaluations import LinkAnswerForm
from .models import EvaluationAnswer
from .queries import evaluations as queries
from .rules import evaluations as rules


def read(about_id: UUID) -> QuestionPage:
    """Return the whole question. Raises NotThere when no more answers are taken."""
    asked = queries.question_of_letter(about_id)
    return QuestionPage(
        heading=rules.heading(asked),
        lead=asked.round.questions.text,
        lines=rules.facts(asked),
        template="governance/evaluation/read_by.html",
        already=rules.already(asked),
        button=_("Send the answer"),
    )


def form_for(about_id: UUID) -> Any:
    """Return the form with the questions, and the parties to answer for where there are several."""
    asked = queries.question_of_letter(about_id)
    return lambda *args, **kwargs: LinkAnswerForm(*args, asked=asked, **kwargs)


def answer(
    *, about_id: UUID, data: Mapping[str, Any], by: Actor, at: datetime, intent: UUID | None
) -> EvaluationAnswer:
    """Answer, as the person whom the link was sent to."""
    asked = queries.question_of_letter(about_id)
    given: EvaluationAnswer = acts.answer_evaluation(
        round_=asked.round,
        **data,
        by_link=True,
        by=for_the_party(by, "governance.answer_evaluation", asked.organisations[0].pk),
        at=at,
        intent=intent,
    )
    return given


KIND = QuestionKind(QUESTION, read, LinkAnswerForm, answer, form_for)
