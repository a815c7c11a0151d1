"""Sending the letters of input, within the act: the question with its link, and the report back."""

from collections.abc import Iterable

from samstyring.kernel import clock
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person
from samstyring.records import posting
from samstyring.records.mail import new_message_id
from samstyring.ui import questions

from .. import input_letters
from ..models import InputLetter, InputReport, InputReportLetter, InputRequest
from ..rules import input as rules

QUESTION = "governance.input"


@effect
def send_question(*, request: InputRequest, people: Iterable[Person], basis: Basis | None = None) -> list[InputLetter]:
    """Make a link and a letter for each person, and one job a letter."""
    del basis
    running = require_running("send_question")
    expires_at = posting.expires_at(request.answer_by, clock.local_date(running.at))
    letters = []
    for person in people:
        letter = InputLetter(request=request, person=person, message_id=new_message_id())
        letter.link_id = questions.ask(
            question=QUESTION,
            about_kind="governance.inputletter",
            about_id=letter.pk,
            person_id=person.pk,
            expires_at=expires_at,
            at=running.at,
        )
        letter.save(force_insert=True)
        input_letters.send_input_question.enqueue(str(letter.pk))
        if request.remind and (when := rules.remind_at(request.answer_by, running.at)) is not None:
            # A job waits by the machine's clock, the deadline stands in the house's.
            remind = input_letters.send_input_reminder.using(run_after=when - clock.offset())
            remind.enqueue(str(letter.pk))
        letters.append(letter)
    return letters


@effect
def send_report(*, report: InputReport, people: Iterable[Person], basis: Basis | None = None) -> None:
    """Make a letter with a report for each person, and one job a letter."""
    del basis
    for person in people:
        letter = InputReportLetter.objects.create(report=report, person=person, message_id=new_message_id())
        input_letters.send_input_report.enqueue(str(letter.pk))
