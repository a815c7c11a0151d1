"""Asking a person for measurements, within the act: one letter, and a link for each benefit."""

from collections.abc import Sequence
from datetime import date

from samstyring.kernel import clock
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.ids import uuid7
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person
from samstyring.records import posting
from samstyring.records.mail import new_message_id
from samstyring.ui import questions

from .. import measuring_letters
from ..models import Benefit, MeasurementAsk, MeasurementLetter

QUESTION = "portfolio.measurement"


@effect
def ask_to_measure(*, person: Person, benefits: Sequence[Benefit], basis: Basis | None = None) -> MeasurementLetter:
    """Make the letter and queue the job that sends it. A link takes an answer until a month after the day."""
    del basis
    at = require_running("ask_to_measure").at
    today = clock.local_date(at)
    letter = MeasurementLetter.objects.create(person=person, made_at=at, message_id=new_message_id())
    asks = [_ask(letter, row, today) for row in benefits]
    MeasurementAsk.objects.bulk_create(asks)
    measuring_letters.send_measurement_question.enqueue(str(letter.pk))
    return letter


def _ask(letter: MeasurementLetter, benefit: Benefit, today: date) -> MeasurementAsk:
    promised, due_on = benefit.standing, benefit.next_on
    assert promised is not None
    assert due_on is not None
    key = uuid7()
    link_id = questions.ask(
        question=QUESTION,
        about_kind="portfolio.measurementask",
        about_id=key,
        person_id=letter.person_id,
        expires_at=posting.expires_at(due_on, today),
        at=letter.made_at,
    )
    return MeasurementAsk(
        pk=key, letter=letter, benefit=benefit, organisation=promised.owner, due_on=due_on, link_id=link_id
    )
