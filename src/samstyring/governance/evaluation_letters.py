"""Jobs: one e-mail to one person with the questions of an evaluation, and one reminder.

A job can be carried out again at any time: a letter that got through is left alone.
"""

from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.records import mail, posting
from samstyring.ui import questions as links

from .models import EvaluationLetter
from .queries import evaluations as queries
from .rules import evaluations as rules


@task()
def send_evaluation_question(letter_id: str) -> str:
    """Send the letter and note how it went. What cannot be sent now is tried again later."""
    letter = EvaluationLetter.objects.select_related("person").filter(pk=UUID(letter_id)).first()
    if letter is None or letter.state != EvaluationLetter.State.QUEUED:
        return "nothing to do"
    try:
        asked = queries.question_of_letter(letter.pk)
    except NotThere:
        return "nothing to ask any more"
    return posting.post(
        letter,
        written(letter, asked),
        lambda when: send_evaluation_question.using(run_after=when).enqueue(letter_id),
    )


@task()
def send_evaluation_reminder(letter_id: str) -> str:
    """Remind one who has not answered for every party, once; not where no more answers are taken."""
    letter = EvaluationLetter.objects.select_related("person").filter(pk=UUID(letter_id), reminded_at=None).first()
    if letter is None or letter.state != EvaluationLetter.State.SENT:
        return "nothing to do"
    try:
        asked = queries.question_of_letter(letter.pk)
    except NotThere:
        return "nothing to ask any more"
    if not asked.silent:
        return "answered"
    outcome = mail.send(written(letter, asked, reminder=True))
    pause = posting.pause_after(outcome, letter.tries)
    if outcome.state == "sent":
        letter.reminded_at = clock.now()
    letter.tries += 1
    letter.save(update_fields=["reminded_at", "tries"])
    if pause is not None:
        send_evaluation_reminder.using(run_after=timezone.now() + pause).enqueue(letter_id)
    return str(outcome.state)


def written(letter: EvaluationLetter, asked: rules.ToAnswer, *, reminder: bool = False) -> mail.Letter:
    """Return the letter in the language of the one who is asked, answered to the secretariat."""
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
        return mail.Letter(
            to=(person.name, person.email),
            subject=subject % {"name": cooperation.name},
            text=render_to_string("governance/evaluation/question.txt", context),
            language=person.language,
            sender_name=cooperation.name,
            reply_to=cooperation.secretariat_mailbox,
            message_id="" if reminder else letter.message_id,
            answers=letter.message_id if reminder else "",
            automatic=reminder,
        )
