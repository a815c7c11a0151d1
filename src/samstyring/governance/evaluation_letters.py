"""Jobs: one e-mail to one person with the questions of an evaluation, and one reminder."""

from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.records import mail, posting
from samstyring.ui import questions as links

from .models import EvaluationLetter
from .queries import evaluations as queries
from .rules import evaluations as rules


@task()
def send_evaluation_question(letter_id: str) -> str:
    """Send the letter and note how it went. What cannot be sent now is tried again later."""
    letter = _letter(letter_id)
    again = send_evaluation_question
    return posting.carry_out(
        letter, lambda: written(letter), lambda when: again.using(run_after=when).enqueue(letter_id)
    )


@task()
def send_evaluation_reminder(letter_id: str) -> str:
    """Remind one who has not answered for every party, once; not where no more answers are taken."""
    letter = _letter(letter_id)
    again = send_evaluation_reminder
    return posting.remind(letter, lambda: reminder(letter), lambda when: again.using(run_after=when).enqueue(letter_id))


def _letter(letter_id: str) -> Any:
    return EvaluationLetter.objects.select_related("person").filter(pk=UUID(letter_id)).first()


def reminder(letter: EvaluationLetter) -> mail.Letter | None:
    """Return the reminder, None where nobody is waited for: all have answered, or left. Raises NotThere when closed."""
    asked = queries.question_of_letter(letter.pk)
    waited_for = {row.pk for row in asked.silent} - charter.gone_on(clock.today()).keys()
    return _written(letter, asked, reminder=True) if waited_for else None


def written(letter: EvaluationLetter) -> mail.Letter:
    """Return the letter in the language of the one who is asked. Raises NotThere when no more answers are taken."""
    return _written(letter, queries.question_of_letter(letter.pk), reminder=False)


def _written(letter: EvaluationLetter, asked: rules.ToAnswer, *, reminder: bool) -> mail.Letter:
    person, cooperation = letter.person, charter.cooperation()
    with translation.override(person.language):
        context = {
            "person": person,
            "asked": asked,
            "heading": rules.heading(asked),
            "facts": rules.facts(asked),
            "address": links.address_of(letter.link_id),
            "cooperation": cooperation,
            "reminder": reminder,
        }
        subject = (
            _("Reminder: evaluation of %(name)s") if reminder else _("Evaluation of %(name)s: we ask for your answer")
        )
        return posting.write(
            letter,
            person,
            cooperation,
            subject=subject % {"name": cooperation.name},
            text=render_to_string("governance/evaluation/question.txt", context),
            reminder=reminder,
        )
