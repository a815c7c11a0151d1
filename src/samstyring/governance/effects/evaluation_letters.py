"""Sending the letters of an evaluation, within the act."""

from collections.abc import Iterable

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person
from samstyring.records.effects import plan_reminder, put_question

from .. import evaluation_letters
from ..models import EvaluationLetter, EvaluationRound

QUESTION = "governance.evaluation"


@effect
def send_evaluation(*, round_: EvaluationRound, people: Iterable[Person], basis: Basis | None = None) -> None:
    """Make a link and a letter for each person, and one job a letter."""
    del basis
    for person in people:
        letter = EvaluationLetter(round=round_, person=person)
        put_question(letter=letter, question=QUESTION, about=letter, person=person, answer_by=round_.answer_by)
        evaluation_letters.send_evaluation_question.enqueue(str(letter.pk))
        if round_.remind:
            job = evaluation_letters.send_evaluation_reminder
            plan_reminder(job=job, letter=letter, answer_by=round_.answer_by)
