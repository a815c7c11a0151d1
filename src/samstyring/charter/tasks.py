"""Jobs: one e-mail to one party with the text of an amendment and the link by which it answers."""

from typing import Any
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.records import mail, posting
from samstyring.ui import questions as links

from . import queries
from .models import AmendmentLetter
from .questions import facts, heading


@task()
def send_amendment_letter(asked_id: str) -> str:
    """Send the link to the one who is asked for a party, and note how it went. It is tried again where it may help."""
    letter: Any = AmendmentLetter.objects.select_related("person").filter(asked=UUID(asked_id)).first()
    again = send_amendment_letter
    return posting.carry_out(
        letter, lambda: letter_of(letter), lambda when: again.using(run_after=when).enqueue(asked_id)
    )


def letter_of(letter: AmendmentLetter) -> mail.Letter:
    """Return the letter in the language of the one who is asked, answered to the secretariat. Raises NotThere."""
    asked, cooperation = queries.asked_by_id(UUID(str(letter.asked_id))), queries.cooperation()
    with translation.override(letter.person.language):
        context = {
            "person": letter.person,
            "heading": heading(asked),
            "facts": facts(asked),
            "reason": asked.amendment.reason,
            "address": links.address_of(letter.link_id),
            "cooperation": cooperation,
        }
        subject = _("Amendment of the agreement: we ask for an answer from %(party)s") % {"party": asked.organisation}
        text = render_to_string("charter/mail/amendment.txt", context)
        return posting.write(letter, letter.person, cooperation, subject=subject, text=text)
