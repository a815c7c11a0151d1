"""Sending the letters of an evaluation, within the act."""

from collections.abc import Iterable

from samstyring.kernel import clock
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person
from samstyring.records import posting
from samstyring.records.mail import new_message_id
from samstyring.ui import questions

from .. import evaluation_letters
from ..models import EvaluationLetter, EvaluationRound
from ..rules.input import remind_at

QUESTION = "governance.evaluation"


@effect
def send_evaluation(*, round_: EvaluationRound, people: Iterable[Person], basis: Basis | None = None) -> None:
    """Make a link and a letter for each person, and one job a letter."""
    del basis
    running = require_running("send_evaluation")
    expires_at = posting.expires_at(round_.answer_by, clock.local_date(running.at))
    for person in people:
        letter = EvaluationLetter(round=round_, person=person, message_id=new_message_id())
        letter.link_id = questions.ask(
            question=QUESTION,
            about_kind="governance.evaluationletter",
            about_id=letter.pk,
            person_id=person.pk,
            expires_at=expires_at,
            at=running.at,
        )
        letter.save(force_insert=True)
        evaluation_letters.send_evaluation_question.enqueue(str(letter.pk))
        if round_.remind and (when := remind_at(round_.answer_by, running.at)) is not None:
            # A job waits by the machine's clock, the deadline stands in the house's.
            evaluation_letters.send_evaluation_reminder.using(run_after=when - clock.offset()).enqueue(str(letter.pk))
