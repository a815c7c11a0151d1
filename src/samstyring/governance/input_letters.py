"""Jobs: one e-mail to one person with the question for input on a case, a reminder, or the report back.

A job can be carried out again at any time: a letter that got through is left alone.
"""

from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.records import mail, posting
from samstyring.ui import formats
from samstyring.ui import questions as links

from .models import InputLetter, InputReportLetter
from .queries import input as queries
from .queries import input_reports as reports
from .queries.decisions import address_of_decision
from .rules import input as rules


@task()
def send_input_question(letter_id: str) -> str:
    """Send the letter and note how it went. What cannot be sent now is tried again later."""
    letter = InputLetter.objects.select_related("person").filter(pk=UUID(letter_id)).first()
    if letter is None or letter.state != InputLetter.State.QUEUED:
        return "nothing to do"
    try:
        question = queries.question_of_letter(letter.pk)
    except NotThere:
        return "nothing to ask any more"
    return posting.post(
        letter,
        written(letter, question),
        lambda when: send_input_question.using(run_after=when).enqueue(letter_id),
    )


@task()
def send_input_reminder(letter_id: str) -> str:
    """Remind one who has not answered for every municipality, once; not where the case is settled or the letter failed."""
    letter = InputLetter.objects.select_related("person").filter(pk=UUID(letter_id), reminded_at=None).first()
    if letter is None or letter.state != InputLetter.State.SENT:
        return "nothing to do"
    try:
        question = queries.question_of_letter(letter.pk)
    except NotThere:
        return "nothing to ask any more"
    if not question.silent:
        return "answered"
    outcome = mail.send(written(letter, question, reminder=True))
    pause = posting.pause_after(outcome, letter.tries)
    if outcome.state == "sent":
        letter.reminded_at = clock.now()
    letter.tries += 1
    letter.save(update_fields=["reminded_at", "tries"])
    if pause is not None:
        send_input_reminder.using(run_after=timezone.now() + pause).enqueue(letter_id)
    return str(outcome.state)


def written(letter: InputLetter, question: rules.Question, *, reminder: bool = False) -> mail.Letter:
    """Return the letter in the language of the one who is asked, answered to the secretariat."""
    person, cooperation = letter.person, charter.cooperation()
    with translation.override(person.language):
        context = {
            "person": person,
            "question": question,
            "heading": rules.heading(question),
            "facts": rules.facts(question),
            "address": links.address_of(letter.link_id),
            "cooperation": cooperation,
            "reminder": reminder,
        }
        subject = _("Reminder: we ask for input on %(case)s") if reminder else _("We ask for input on %(case)s")
        return mail.Letter(
            to=(person.name, person.email),
            subject=subject % {"case": rules.name_of(question.case)},
            text=render_to_string("governance/input/question.txt", context),
            language=person.language,
            sender_name=cooperation.name,
            reply_to=cooperation.secretariat_mailbox,
            message_id="" if reminder else letter.message_id,
            answers=letter.message_id if reminder else "",
            automatic=reminder,
        )


@task()
def send_input_report(letter_id: str) -> str:
    """Send the letter of a report back, and note how it went."""
    try:
        letter = reports.report_letter(UUID(letter_id))
    except NotThere:
        return "nothing to do"
    if letter.state != InputReportLetter.State.QUEUED:
        return "nothing to do"
    return posting.post(
        letter, written_report(letter), lambda when: send_input_report.using(run_after=when).enqueue(letter_id)
    )


def written_report(letter: InputReportLetter) -> mail.Letter:
    """Return the letter of a report: with the decision where it is public, of an exempt case the reference alone."""
    report, person, cooperation = letter.report, letter.person, charter.cooperation()
    case, decision = report.case, reports.decision_of(report.case)
    released = reports.is_released(decision) and not case.exempt
    parties = report.parties.filter(person=person).select_related("organisation")
    with translation.override(person.language):
        context = {
            "person": person,
            "report": report,
            "case": case,
            "name": rules.name_of(case),
            "who": rules.asker_named(report.reported_by, report.seat),
            "parties": formats.sentence(party.organisation for party in parties),
            "decision": decision,
            "released": released,
            "address": settings.ADDRESS + address_of_decision(decision) if released and decision else "",
            "cooperation": cooperation,
        }
        return mail.Letter(
            to=(person.name, person.email),
            subject=_("What came of %(case)s") % {"case": rules.name_of(case)},
            text=render_to_string("governance/input/report.txt", context),
            language=person.language,
            sender_name=cooperation.name,
            reply_to=cooperation.secretariat_mailbox,
            message_id=letter.message_id,
        )
