"""Putting a question to someone by letter, within the act."""

from datetime import date, timedelta
from typing import Any

from django.db import models

from samstyring.kernel import clock
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.journal import kind_of
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person
from samstyring.ui import questions

from .. import posting
from ..asking import AskLetter
from ..mail import new_message_id


@effect
def put_question(
    *,
    letter: AskLetter,
    question: str,
    about: models.Model,
    person: Person,
    answer_by: date,
    grace: timedelta = posting.GRACE,
    basis: Basis | None = None,
) -> None:
    """Give a letter a link to one question, and make it ready to be sent, also where it was sent before: save it.

    An earlier link to the same question for the same person takes no answer any more.
    """
    del basis
    running = require_running("put_question")
    letter.link_id = questions.ask(
        question=question,
        about_kind=kind_of(about),
        about_id=about.pk,
        person_id=person.pk,
        expires_at=posting.expires_at(answer_by, clock.local_date(running.at), grace),
        at=running.at,
    )
    letter.message_id, letter.state, letter.tries = new_message_id(), AskLetter.State.QUEUED, 0
    letter.answer, letter.sent_at = "", None
    letter.save()


@effect
def plan_reminder(
    *, job: Any, letter: AskLetter, answer_by: date, days: int = posting.REMIND_DAYS, basis: Basis | None = None
) -> None:
    """Queue the job that reminds of a letter, so many days before the deadline; nothing where that is past."""
    del basis
    when = posting.remind_at(answer_by, require_running("plan_reminder").at, days)
    if when is not None:
        # A job waits by the machine's clock, the deadline stands in the house's.
        job.using(run_after=when - clock.offset()).enqueue(str(letter.pk))
