"""Jobs: one e-mail to one person with the question whether their municipalities take part in an initiative."""

from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.charter import queries as charter
from samstyring.records import mail, posting
from samstyring.ui import questions as links

from .models import InitiativeLetter
from .queries import initiatives as queries
from .rules import initiatives as rules


@task()
def send_invitation(letter_id: str) -> str:
    """Send the letter and note how it went. What cannot be sent now is tried again later."""
    letter = InitiativeLetter.objects.select_related("person").filter(pk=UUID(letter_id)).first()
    if letter is None:
        return "nothing to do"
    again = send_invitation
    return posting.carry_out(
        letter, lambda: written(letter), lambda when: again.using(run_after=when).enqueue(letter_id)
    )


def written(letter: InitiativeLetter) -> mail.Letter:
    """Return the letter in the language of the one who is asked. Raises NotThere when no answer is taken any more."""
    question, person, cooperation = queries.question_of_letter(letter.pk), letter.person, charter.cooperation()
    with translation.override(person.language):
        context = {
            "person": person,
            "question": question,
            "heading": rules.heading(question),
            "facts": rules.facts(question),
            "address": links.address_of(letter.link_id),
            "cooperation": cooperation,
            "reminder": letter.reminder,
        }
        subject = (
            _("Reminder: %(party)s invites you to «%(initiative)s»")
            if letter.reminder
            else _("%(party)s invites you to «%(initiative)s»")
        )
        return posting.write(
            letter,
            person,
            cooperation,
            subject=subject % {"party": question.need.organisation, "initiative": question.need.name},
            text=render_to_string("portfolio/mail/initiative.txt", context),
        )
