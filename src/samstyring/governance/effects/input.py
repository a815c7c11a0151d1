"""Sending the letters of input, within the act: the question with its link, and the report back."""

from collections.abc import Iterable

from samstyring.kernel import clock
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person
from samstyring.records.effects import plan_reminder, put_question
from samstyring.records.mail import new_message_id

from .. import input_letters
from ..models import InputLetter, InputReport, InputReportLetter, InputRequest
from ..queries.silent import days_ahead, reminded_ahead

QUESTION = "governance.input"


@effect
def send_question(*, request: InputRequest, people: Iterable[Person], basis: Basis | None = None) -> list[InputLetter]:
    """Make a link and a letter for each person, and one job a letter."""
    del basis
    letters = []
    days = days_ahead(reminded_ahead(request.case.body.key, clock.local_date(request.asked_at)))
    for person in people:
        letter = InputLetter(request=request, person=person)
        put_question(letter=letter, question=QUESTION, about=letter, person=person, answer_by=request.answer_by)
        input_letters.send_input_question.enqueue(str(letter.pk))
        if request.remind:
            job = input_letters.send_input_reminder
            plan_reminder(job=job, letter=letter, answer_by=request.answer_by, days=days)
        letters.append(letter)
    return letters


@effect
def send_report(*, report: InputReport, people: Iterable[Person], basis: Basis | None = None) -> None:
    """Make a letter with a report for each person, and one job a letter."""
    del basis
    for person in people:
        letter = InputReportLetter.objects.create(report=report, person=person, message_id=new_message_id())
        input_letters.send_input_report.enqueue(str(letter.pk))
