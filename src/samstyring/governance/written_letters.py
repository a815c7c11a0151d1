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

from .models import WrittenLetter
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


def as_mail(letter: WrittenLetter) -> mail.Letter:
    """Return the letter in the language of the one who is asked, answered to the secretariat.

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
            "link": links.address_of(letter.link_id),
            "page": settings.ADDRESS + procedure.get_absolute_url(),
            "cooperation": cooperation,
        }
        words = {"body": procedure.body.name, "label": item.label}
        subject = _("Written procedure of %(body)s: %(label)s") % words
        text = render_to_string("governance/written/question.txt", context)
        return posting.write(letter, person, cooperation, subject=subject, text=text)
