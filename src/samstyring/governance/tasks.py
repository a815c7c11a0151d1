"""Jobs: one e-mail to one recipient of something that was sent about a meeting.

A job can be carried out again at any time: a delivery that got through is left alone.
"""

import logging
from datetime import timedelta
from email.utils import make_msgid
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.charter import queries as charter
from samstyring.records import queries as records
from samstyring.ui import questions

from .models import Delivery
from .queries import invitations
from .rules.sending import after_failure

logger = logging.getLogger(__name__)


@task()
def send_delivery(delivery_id: str, link_id: str = "") -> str:
    """Send one e-mail and note how it went. A temporary fault is tried again later, with growing pauses."""
    delivery = (
        Delivery.objects.select_related("dispatch__meeting__body", "dispatch__document__file", "person")
        .filter(pk=UUID(delivery_id))
        .first()
    )
    if delivery is None or delivery.state not in (Delivery.State.QUEUED, Delivery.State.RETRY):
        return "nothing to do"
    message = message_for(delivery, link_id)
    delivery.tries += 1
    try:
        message.send()
    except Exception as error:
        outcome = after_failure(error, delivery.tries)
        delivery.state, delivery.answer = outcome.state, outcome.answer
        delivery.save(update_fields=["state", "answer", "tries"])
        logger.warning("delivery %s: %s, try %s", delivery.pk, delivery.state, delivery.tries)
        if outcome.again_in is not None:
            later = timezone.now() + timedelta(minutes=outcome.again_in)
            send_delivery.using(run_after=later).enqueue(delivery_id, link_id)
        return str(delivery.state)
    delivery.state, delivery.answer = Delivery.State.SENT, ""
    delivery.sent_at, delivery.message_id = timezone.now(), message.extra_headers["Message-ID"]
    delivery.save(update_fields=["state", "answer", "tries", "sent_at", "message_id"])
    return "sent"


def message_for(delivery: Delivery, link_id: str = "") -> EmailMultiAlternatives:
    """Return the e-mail: in the reader's language, answered to the secretariat, with the PDF and the invitation."""
    dispatch, person = delivery.dispatch, delivery.person
    cooperation = charter.cooperation()
    words = dispatch.translations.get(person.language) or {"subject": dispatch.subject, "text": dispatch.text}
    text = words["text"]
    if link_id:
        with translation.override(person.language):
            text += "\n\n" + _("Can you not come? Tell us by this link, which is yours alone: %(link)s") % {
                "link": questions.address_of(UUID(link_id))
            }
    text += f"\n\n{cooperation.name}\n"
    reply_to = [cooperation.secretariat_mailbox] if cooperation.secretariat_mailbox else None
    message = EmailMultiAlternatives(
        subject=" ".join(str(words["subject"]).split()),
        body=text,
        to=[person.email],
        reply_to=reply_to,
        headers={"Message-ID": make_msgid(domain="samstyring"), "Auto-Submitted": "auto-generated"},
    )
    if dispatch.document is not None:
        content = records.bytes_path(dispatch.document).read_bytes()
        message.attach(dispatch.document.file_name, content, "application/pdf")
    invitation = invitations.for_dispatch(dispatch, person, delivery.role)
    if invitation is not None:
        message.attach_alternative(
            invitation.content.decode(), f"text/calendar; charset=utf-8; method={invitation.method}"
        )
        message.attach("invitation.ics", invitation.content, "application/ics")
    return message
