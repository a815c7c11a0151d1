"""Jobs: one e-mail to one recipient of something that was sent about a meeting.

A job can be carried out again at any time: a delivery that got through is left alone.
"""

import logging
from datetime import timedelta
from uuid import UUID

from django.utils import timezone, translation
from django_tasks import task

from samstyring.charter import queries as charter
from samstyring.charter.models import Cooperation
from samstyring.kernel import clock
from samstyring.records import bounces, mail, posting
from samstyring.records import queries as records
from samstyring.ui import questions

from .models import Delivery
from .queries import invitations
from .rules import letters

logger = logging.getLogger(__name__)


@task()
def send_delivery(delivery_id: str, link_id: str = "") -> str:
    """Send one e-mail and note how it went. What cannot be sent now is tried again later, with growing pauses."""
    delivery = (
        Delivery.objects.select_related("dispatch__meeting__body", "dispatch__document__file", "person")
        .filter(pk=UUID(delivery_id))
        .first()
    )
    if delivery is None or delivery.state not in (Delivery.State.QUEUED, Delivery.State.RETRY):
        return "nothing to do"
    if not delivery.message_id:
        # Stored before it is sent: sent twice by accident, it is one letter to the recipient's mail program.
        delivery.message_id = mail.new_message_id()
        delivery.save(update_fields=["message_id"])
    outcome = mail.send(letter_of(delivery, link_id, charter.cooperation()))
    delivery.tries += 1
    pause = posting.pause_after(outcome, delivery.tries)
    state = delivery.state = _after(outcome, pause)
    delivery.answer = posting.said(outcome)
    if state == Delivery.State.SENT:
        delivery.sent_at = clock.now()
    else:
        logger.warning("delivery %s: %s, try %s", delivery.pk, state, delivery.tries)
    if state == Delivery.State.FAILED:
        bounces.turned_away(delivery, delivery.person.email, delivery.answer)
    delivery.save(update_fields=["state", "answer", "tries", "sent_at"])
    if pause is not None:
        send_delivery.using(run_after=timezone.now() + pause).enqueue(delivery_id, link_id)
    return str(state)


def _after(outcome: mail.Outcome, pause: timedelta | None) -> Delivery.State:
    if outcome.state == "sent":
        return Delivery.State.SENT
    return Delivery.State.FAILED if pause is None else Delivery.State.RETRY


def letter_of(delivery: Delivery, link_id: str, cooperation: Cooperation) -> mail.Letter:
    """Return the letter: in the reader's language, answered to the secretariat, with the PDF and the invitation."""
    dispatch, person = delivery.dispatch, delivery.person
    translated = person.language in dispatch.translations
    words = (
        dispatch.translations[person.language] if translated else {"subject": dispatch.subject, "text": dispatch.text}
    )
    language = person.language if translated else cooperation.language
    text = str(words["text"])
    with translation.override(language):
        if link_id:
            link = questions.address_of(UUID(link_id))
            text += "\n\n" + letters.by_link(dispatch.kind, link)
        invitation = invitations.for_dispatch(dispatch, person, delivery.role)
    files = []
    if dispatch.document is not None:
        content = records.bytes_path(dispatch.document).read_bytes()
        files.append(mail.MailFile(dispatch.document.file_name, content))
    return mail.Letter(
        to=(person.name, person.email),
        subject=str(words["subject"]),
        text=text,
        language=language,
        sender_name=cooperation.name,
        reply_to=cooperation.secretariat_mailbox,
        message_id=delivery.message_id,
        invitation=invitation.content if invitation else None,
        method=invitation.method if invitation else "REQUEST",
        files=files,
    )
