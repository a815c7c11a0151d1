"""Jobs: one e-mail to whoever reports for a project. It can be carried out again at any time."""

from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.charter import queries as charter
from samstyring.kernel.errors import NotThere
from samstyring.records import mail, posting
from samstyring.ui import questions as links

from ..models import ReportAsk, ReportLetter
from ..queries import reports as queries
from .questions import asked, facts, heading


@task()
def send_report_question(ask_id: str) -> str:
    """Send the link to the person who is asked, and note how it went. What cannot be sent now is tried again later."""
    try:
        ask = asked(UUID(ask_id))
    except NotThere:
        return "nothing to ask any more"
    letter = ReportLetter.objects.filter(ask=ask, state=ReportLetter.State.QUEUED).first()
    if letter is None or ask.asked_to is None or queries.has_reported(ask):
        return "nothing to do"
    return posting.post(
        letter,
        letter_of(ask, letter),
        lambda when: send_report_question.using(run_after=when).enqueue(ask_id),
    )


def letter_of(ask: ReportAsk, letter: ReportLetter) -> mail.Letter:
    """Return the letter in the language of the one who is asked, answered to the secretariat."""
    person, cooperation = ask.asked_to, charter.cooperation()
    assert person is not None
    with translation.override(person.language):
        context = {
            "person": person,
            "heading": heading(ask),
            "facts": facts(ask),
            "note": ask.window.note,
            "address": links.address_of(letter.link_id),
            "cooperation": cooperation,
        }
        subject = _("%(project)s: status report, %(window)s") % {"project": ask.project, "window": ask.window}
        text = render_to_string("portfolio/mail/report.txt", context)
    return mail.Letter(
        to=(person.name, person.email),
        subject=subject,
        text=text,
        language=person.language,
        sender_name=cooperation.name,
        reply_to=cooperation.secretariat_mailbox,
        message_id=letter.message_id,
    )
