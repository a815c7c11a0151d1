"""Jobs: one e-mail to one party with the question whether it accepts."""

from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.records import mail, posting
from samstyring.ui import questions as links

from . import queries
from .models import Participation, QuestionLetter
from .questions import facts, heading


@task()
def send_question(participation_id: str) -> str:
    """Send the link to the person who is asked, and note how it went. What cannot be sent now is tried again later."""
    try:
        participation = queries.participation_by_id(UUID(participation_id))
    except NotThere:
        return "nothing to ask any more"
    letter: Any = QuestionLetter.objects.filter(participation=participation).first()
    if participation.asked_to is None:
        return "nothing to do"
    again = send_question
    return posting.carry_out(
        letter,
        lambda: letter_of(participation, letter),
        lambda when: again.using(run_after=when).enqueue(participation_id),
    )


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
        return posting.write(letter, person, cooperation, subject=subject, text=text)
