"""Jobs: one e-mail to one party with the text of an amendment and the link by which it answers.

A job can be carried out again at any time: a letter that got through is left alone.
"""

import logging
from datetime import timedelta
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.records import bounces, mail
from samstyring.ui import questions as links

from . import queries
from .models import AmendmentLetter
from .questions import facts, heading

logger = logging.getLogger(__name__)
PAUSES = (5, 30, 120, 720)
"""Minutes between the tries to send a letter."""


@task()
def send_amendment_letter(asked_id: str) -> str:
    """Send the link to the one who is asked for a party, and note how it went. It is tried again where it may help."""
    letter = AmendmentLetter.objects.select_related("person").filter(asked=UUID(asked_id), state="queued").first()
    if letter is None:
        return "nothing to do"
    try:
        outgoing = letter_of(letter)
    except NotThere:
        return "nothing to ask any more"
    outcome = mail.send(outgoing)
    letter.tries += 1
    letter.answer = " ".join(part for part in (str(outcome.code or ""), outcome.answer) if part)[:300]
    again_in = PAUSES[letter.tries - 1] if outcome.state == "temporary" and letter.tries <= len(PAUSES) else None
    if outcome.state == "sent":
        letter.state, letter.sent_at = AmendmentLetter.State.SENT, clock.now()
    elif again_in is None:
        logger.warning("amendment letter %s: %s, try %s", letter.pk, outcome.state, letter.tries)
        letter.state = AmendmentLetter.State.REFUSED
        bounces.turned_away(outgoing.to[1], letter.answer)
    letter.save(update_fields=["state", "tries", "answer", "sent_at"])
    if again_in is not None:
        send_amendment_letter.using(run_after=timezone.now() + timedelta(minutes=again_in)).enqueue(asked_id)
    return str(letter.state)


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
    return mail.Letter(
        to=(letter.person.name, letter.person.email),
        subject=subject,
        text=text,
        language=letter.person.language,
        sender_name=cooperation.name,
        reply_to=cooperation.secretariat_mailbox,
        message_id=letter.message_id,
    )
