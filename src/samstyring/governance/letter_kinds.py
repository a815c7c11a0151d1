"""The letters that bodies send, so that one that comes back is found and can be sent again."""

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.records.sent_letters import LetterKind, register
from samstyring.ui import formats

from . import evaluation_letters, input_letters, tasks, written_letters
from .effects.dispatches import regrets_link
from .models import Delivery, EvaluationLetter, InputLetter, InputReportLetter, WrittenLetter, WrittenReminder
from .rules.input import name_of


def _delivery(letter: Delivery) -> str:
    meeting = letter.dispatch.meeting
    facts = {"what": letter.dispatch.get_kind_display(), "body": meeting.body, "day": formats.day(meeting.starts_at)}
    return _("%(body)s on %(day)s: %(what)s") % facts


def _written(letter: WrittenLetter) -> str:
    return _("Written procedure: %(label)s") % {"label": letter.round.item.label}


register(
    LetterKind(
        "governance.delivery",
        Delivery,
        what=_delivery,
        url=lambda letter: reverse("governance:dispatch", args=[letter.dispatch_id]),
        send=lambda letter: tasks.send_delivery.enqueue(str(letter.pk), regrets_link(delivery=letter)),
        related=("dispatch__meeting__body",),
    )
)
register(
    LetterKind(
        "governance.inputletter",
        InputLetter,
        what=lambda letter: _("Input on %(case)s") % {"case": name_of(letter.request.case)},
        url=lambda letter: letter.request.get_absolute_url(),
        send=lambda letter: input_letters.send_input_question.enqueue(str(letter.pk)),
        related=("request__case",),
    )
)
register(
    LetterKind(
        "governance.inputreportletter",
        InputReportLetter,
        what=lambda letter: _("What came of %(case)s") % {"case": name_of(letter.report.case)},
        url=lambda letter: reverse("governance:case_input", args=[letter.report.case_id]),
        send=lambda letter: input_letters.send_input_report.enqueue(str(letter.pk)),
        related=("report__case",),
    )
)
register(
    LetterKind(
        "governance.evaluationletter",
        EvaluationLetter,
        what=lambda letter: _("Answer the evaluation"),
        url=lambda letter: letter.round.get_absolute_url(),
        send=lambda letter: evaluation_letters.send_evaluation_question.enqueue(str(letter.pk)),
        related=("round",),
    )
)
register(
    LetterKind(
        "governance.writtenletter",
        WrittenLetter,
        what=_written,
        url=lambda letter: letter.round.item.written.get_absolute_url(),
        send=lambda letter: written_letters.send_written_question.enqueue(str(letter.pk)),
        related=("round__item__written",),
    )
)
register(
    LetterKind(
        "governance.writtenreminder",
        WrittenReminder,
        what=lambda letter: _written(letter.letter),
        url=lambda letter: letter.letter.round.item.written.get_absolute_url(),
        send=lambda letter: written_letters.send_written_reminder.enqueue(str(letter.pk)),
        related=("letter__round__item__written",),
    )
)
