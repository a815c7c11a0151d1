"""The letters that the agreement sends, so that one that comes back is found and can be sent again."""

from typing import Any

from django.utils.translation import gettext as _

from samstyring.records.sent_letters import LetterKind, register

from . import notices, reminder_letters, tasks
from .models import AmendmentLetter, AmendmentNotice, ReminderLetter


def _consent(letter: AmendmentLetter) -> str:
    says = _("Question to %(party)s on amendment %(number)s")
    return says % {"party": letter.asked.organisation, "number": letter.asked.amendment.number}


def _notice(letter: AmendmentNotice) -> str:
    comments = letter.kind == AmendmentNotice.Kind.COMMENTS
    says = _("Draft amendment %(number)s, for comment") if comments else _("How amendment %(number)s ended")
    return says % {"number": letter.amendment.number}


def _reminder(letter: Any) -> str:
    del letter
    return _("Reminder of deadlines ahead")


register(
    LetterKind(
        "charter.amendmentletter",
        AmendmentLetter,
        what=_consent,
        url=lambda letter: letter.asked.get_absolute_url(),
        send=lambda letter: tasks.send_amendment_letter.enqueue(str(letter.asked_id)),
        related=("asked__organisation", "asked__amendment"),
    )
)
register(
    LetterKind(
        "charter.amendmentnotice",
        AmendmentNotice,
        what=_notice,
        url=lambda letter: letter.amendment.get_absolute_url(),
        send=lambda letter: notices.send_amendment_notice.enqueue(str(letter.pk)),
        related=("amendment",),
    )
)
register(
    LetterKind(
        "charter.reminderletter",
        ReminderLetter,
        what=_reminder,
        url=lambda letter: "",
        send=lambda letter: reminder_letters.send_reminder_letter.enqueue(str(letter.pk)),
    )
)
