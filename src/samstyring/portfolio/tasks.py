"""Jobs: one e-mail to one party with the question whether it accepts.

A job can be carried out again at any time: a letter that got through is left alone.
"""

import logging
from datetime import timedelta
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.records import mail
from samstyring.ui import questions as links

from . import queries
from .models import Participation, QuestionLetter
from .questions import facts, heading
from .rules import pause_after

logger = logging.getLogger(__name__)


@task()
def send_question(participation_id: str) -> str:
    """Send the link to the person who is asked, and note how it went. What cannot be sent now is tried again later."""
    try:
        participation = queries.participation_by_id(UUID(participation_id))
    except NotThere:
        return "nothing to ask any more"
    letter = QuestionLetter.objects.filter(participation=participation, state=QuestionLetter.State.QUEUED).first()
    if letter is None or participation.asked_to is None:
        return "nothing to do"
    outcome = mail.send(letter_of(participation, letter))
    letter.tries += 1
    letter.answer = " ".join(part for part in (str(outcome.code or ""), outcome.answer) if part)[:300]
    again_in = pause_after(letter.tries) if outcome.state == "temporary" else None
    if outcome.state == "sent":
        letter.state, letter.sent_at = QuestionLetter.State.SENT, clock.now()
    else:
        logger.warning("question %s: %s, try %s", letter.pk, outcome.state, letter.tries)
        if again_in is None:
            letter.state = QuestionLetter.State.REFUSED
    letter.save(update_fields=["state", "tries", "answer", "sent_at"])
    if again_in is not None:
        send_question.using(run_after=timezone.now() + timedelta(minutes=again_in)).enqueue(participation_id)
    return str(letter.state)


def letter_of(participation: Participation, letter: QuestionLetter) -> mail.Letter:
    """Return the letter in the language of the one who is asked, answered to the secretariat."""
    person, cooperation = participation.asked_to, charter.cooperation()
    assert person is not None
    with translation.override(person.language):
        asked = queries.question_to(participation, clock.today())
        context = {
            "person": person,
            "asked": asked,
            "heading": heading(asked),
            "facts": facts(asked),
            "address": links.address_of(letter.link_id),
            "cooperation": cooperation,
        }
        subject = _("%(project)s: we ask for an answer from %(party)s") % {
            "project": asked.project,
            "party": participation.organisation,
        }
        text = render_to_string("portfolio/mail/question.txt", context)
    return mail.Letter(
        to=(person.name, person.email),
        subject=subject,
        text=text,
        language=person.language,
        sender_name=cooperation.name,
        reply_to=cooperation.secretariat_mailbox,
        message_id=letter.message_id,
    )
