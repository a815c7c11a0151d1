"""The letters that projects send, so that one that comes back is found and can be sent again."""

from django.utils.translation import gettext as _

from samstyring.records.sent_letters import LetterKind, register

from . import initiative_letters, mandate_comment_letters, measuring_letters, tasks
from .models import InitiativeLetter, MandateCommentLetter, MeasurementLetter, QuestionLetter, ReportLetter
from .reporting import letters


def _question(letter: QuestionLetter) -> str:
    place = letter.participation
    return _("Question to %(party)s on %(project)s") % {"party": place.organisation, "project": place.project}


def _invitation(letter: InitiativeLetter) -> str:
    return _("Invitation to «%(initiative)s»") % {"initiative": letter.initiative.need.name}


def _draft(letter: MandateCommentLetter) -> str:
    return _("Comment on the draft mandate of %(project)s") % {"project": letter.mandate.project}


def _report(letter: ReportLetter) -> str:
    return _("Question for the status report of %(project)s") % {"project": letter.ask.project}


register(
    LetterKind(
        "portfolio.questionletter",
        QuestionLetter,
        what=_question,
        url=lambda letter: letter.participation.get_absolute_url(),
        send=lambda letter: tasks.send_question.enqueue(str(letter.participation_id)),
        to="participation__asked_to",
        related=("participation__organisation", "participation__project"),
    )
)
register(
    LetterKind(
        "portfolio.reportletter",
        ReportLetter,
        what=_report,
        url=lambda letter: letter.ask.get_absolute_url(),
        send=lambda letter: letters.send_report_question.enqueue(str(letter.ask_id)),
        to="ask__asked_to",
        related=("ask__project", "ask__window"),
    )
)
register(
    LetterKind(
        "portfolio.initiativeletter",
        InitiativeLetter,
        what=_invitation,
        url=lambda letter: letter.initiative.get_absolute_url(),
        send=lambda letter: initiative_letters.send_invitation.enqueue(str(letter.pk)),
        related=("initiative__need",),
    )
)
register(
    LetterKind(
        "portfolio.mandatecommentletter",
        MandateCommentLetter,
        what=_draft,
        url=lambda letter: letter.mandate.get_absolute_url(),
        send=lambda letter: mandate_comment_letters.send_draft.enqueue(str(letter.pk)),
        related=("mandate__project",),
    )
)
register(
    LetterKind(
        "portfolio.measurementletter",
        MeasurementLetter,
        what=measuring_letters.called,
        url=measuring_letters.address,
        send=lambda letter: measuring_letters.send_measurement_question.enqueue(str(letter.pk)),
        asking=lambda rows: rows,
    )
)
