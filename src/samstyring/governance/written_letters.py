"""Jobs: one e-mail to the holder of a seat with the question of a written procedure."""

from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.records import mail, posting
from samstyring.ui import questions as links

from .models import WrittenLetter, WrittenReminder
from .queries import written as queries


@task()
def send_written_question(letter_id: str) -> str:
    """Send the letter and note how it went. What cannot be sent now is tried again later."""
    try:
        letter = queries.letter_for(UUID(letter_id))
    except NotThere:
        return "nothing to do"
    if letter.state != WrittenLetter.State.QUEUED:
        return "nothing to do"
    if not queries.is_asked(letter, clock.today()):
        return "nothing to ask any more"
    return posting.post(
        letter, as_mail(letter), lambda when: send_written_question.using(run_after=when).enqueue(letter_id)
    )


@task()
def send_written_reminder(reminder_id: str) -> str:
    """Send a reminder, unless the seat has answered meanwhile. What cannot be sent now is tried again later."""
    reminder = queries.reminder_for(UUID(reminder_id))
    if reminder is None or reminder.state != WrittenReminder.State.QUEUED:
        return "nothing to do"
    if not queries.is_asked(reminder.letter, clock.today()) or queries.said_for(reminder.letter):
        return "nothing to ask any more"
    return posting.post(
        reminder,
        as_mail(reminder.letter, reminder),
        lambda when: send_written_reminder.using(run_after=when).enqueue(reminder_id),
    )


def as_mail(letter: WrittenLetter, reminder: WrittenReminder | None = None) -> mail.Letter:
    """Return the letter, or the reminder of it, in the language of the one who is asked, answered to the secretariat.

    Of an exempt case it gives the number and the deadline alone: the text is behind the link and the sign-in.
    """
    person, item, cooperation = letter.person, letter.round.item, charter.cooperation()
    procedure = queries.written_of(item)
    with translation.override(person.language):
        exempt = item.case.exempt
        context = {
            "person": person,
            "procedure": procedure,
            "item": item,
            "seat": letter.round_seat,
            "round": letter.round,
            "proposals": [] if exempt else queries.text_of(letter.round),
            "exempt": exempt,
            "link": links.address_of(reminder.link_id if reminder else letter.link_id),
            "reminder": reminder is not None,
            "page": settings.ADDRESS + procedure.get_absolute_url(),
            "cooperation": cooperation,
        }
        words = {"body": procedure.body.name, "label": item.label}
        subject = (
            _("Reminder: %(label)s, written procedure of %(body)s")
            if reminder
            else _("Written procedure of %(body)s: %(label)s")
        ) % words
        text = render_to_string("governance/written/question.txt", context)
        return posting.write(reminder or letter, person, cooperation, subject=subject, text=text)
