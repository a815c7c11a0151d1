"""What is done after an act, by the worker: sending the question to the one who is asked."""

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.ui import questions as links

from . import queries
from .questions import facts, heading


@task()
def send_question(participation_id: str, link_id: str) -> None:
    """Send the link to the person who is asked, in that person's language.

    Nothing is sent when the question is gone by now. Sent twice, it is the same link twice: no harm is done.
    """
    try:
        participation = queries.participation_by_id(UUID(participation_id))
    except NotThere:
        return
    person, cooperation = participation.asked_to, charter.cooperation()
    if person is None or not person.email:
        return
    with translation.override(person.language):
        asked = queries.question_to(participation, clock.today())
        context = {
            "person": person,
            "asked": asked,
            "heading": heading(asked),
            "facts": facts(asked),
            "address": links.address_of(UUID(link_id)),
            "cooperation": cooperation,
        }
        subject = _("%(project)s: we ask for an answer from %(party)s") % {
            "project": asked.project,
            "party": participation.organisation,
        }
        body = render_to_string("portfolio/mail/question.txt", context)
    message = EmailMessage(
        subject=" ".join(subject.split()),
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[person.email],
        reply_to=[cooperation.secretariat_mailbox] if cooperation.secretariat_mailbox else None,
    )
    message.send()
