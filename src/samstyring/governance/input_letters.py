"""Jobs: one e-mail to one person with the question for input on a case, a reminder, or the report back."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from samstyring.charter import queries as charter
from samstyring.kernel import clock
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
    letter = _letter(letter_id)
    again = send_input_question
    return posting.carry_out(
        letter, lambda: written(letter), lambda when: again.using(run_after=when).enqueue(letter_id)
    )


@task()
def send_input_reminder(letter_id: str) -> str:
    """Remind one who has not answered for every municipality, once; not where the case is settled or the letter failed."""
    letter = _letter(letter_id)
    again = send_input_reminder
    return posting.remind(letter, lambda: reminder(letter), lambda when: again.using(run_after=when).enqueue(letter_id))


def _letter(letter_id: str) -> Any:
    return InputLetter.objects.select_related("person").filter(pk=UUID(letter_id)).first()


def reminder(letter: InputLetter) -> mail.Letter | None:
    """Return the reminder, None where nobody is waited for: all have answered, or left. Raises NotThere when too late."""
    question = queries.question_of_letter(letter.pk)
    waited_for = {row.pk for row in question.silent} - charter.gone_on(clock.today()).keys()
    return _written(letter, question, reminder=True) if waited_for else None


def written(letter: InputLetter) -> mail.Letter:
    """Return the letter in the language of the one who is asked. Raises NotThere when input comes too late."""
    return _written(letter, queries.question_of_letter(letter.pk), reminder=False)


def _written(letter: InputLetter, question: rules.Question, *, reminder: bool) -> mail.Letter:
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
        return posting.write(
            letter,
            person,
            cooperation,
            subject=subject % {"case": rules.name_of(question.case)},
            text=render_to_string("governance/input/question.txt", context),
            reminder=reminder,
        )


@task()
def send_input_report(letter_id: str) -> str:
    """Send the letter of a report back, and note how it went."""
    letter: Any = reports.report_letter(UUID(letter_id))
    again = send_input_report
    return posting.carry_out(
        letter, lambda: written_report(letter), lambda when: again.using(run_after=when).enqueue(letter_id)
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
        return posting.write(
            letter,
            person,
            cooperation,
            subject=_("What came of %(case)s") % {"case": rules.name_of(case)},
            text=render_to_string("governance/input/report.txt", context),
        )
