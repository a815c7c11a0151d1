"""The job that sends the one e-mail to each who is reminded of duties.

It can be carried out again at any time: a letter that got through is left alone.
"""

from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.kernel import clock
from samstyring.records import mail, posting

from . import queries
from .models import Reminder, ReminderLetter
from .rules import duty_words


@task()
def send_reminder_letter(letter_id: str) -> str:
    """Send one letter of reminders, and note how it went. What cannot be sent now is tried again later."""
    letter = ReminderLetter.objects.select_related("person").filter(pk=UUID(letter_id)).first()
    if letter is None or letter.state != ReminderLetter.State.QUEUED:
        return "nothing to do"
    return posting.post(
        letter,
        letter_of(letter),
        lambda when: send_reminder_letter.using(run_after=when).enqueue(letter_id),
    )


def letter_of(letter: ReminderLetter) -> mail.Letter:
    """Return the letter in its reader's language. It says no more than the agreement does; the link needs sign-in."""
    person, cooperation = letter.person, queries.cooperation()
    rows = queries.reminders_in(letter.pk)
    with translation.override(person.language):
        names = queries.names_in(queries.edition_on(clock.today()))
        context = {
            "person": person,
            "rows": [(row, duty_words(row.duty_of, names)) for row in rows],
            "address": settings.ADDRESS + _address(rows),
            "cooperation": cooperation,
        }
        text = render_to_string("charter/mail/reminder.txt", context)
        subject = _("Deadlines ahead in %(cooperation)s") % {"cooperation": cooperation.name}
        return posting.write(letter, person, cooperation, subject=subject, text=text, automatic=True)


def _address(rows: list[Reminder]) -> str:
    return rows[0].get_absolute_url() if len(rows) == 1 else reverse("charter:conformance")
