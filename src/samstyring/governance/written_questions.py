"""The question by link for the holder of a seat: what does the seat answer in the written procedure?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.ui import formats
from samstyring.ui.questions import QuestionKind, QuestionPage

from . import acts
from .effects.written import QUESTION
from .forms.written import AnswerForm
from .models import Position, WrittenLetter
from .queries import written as queries

ACT = "governance.answer_in_writing"


def _letter(about_id: UUID) -> WrittenLetter:
    """Return the letter. Raises NotThere when it asks nothing any more: another text or holder, too late, or over.

    What is exempt from public access is read signed in, never by a link.
    """
    letter = queries.letter_for(about_id)
    if letter.round.item.case.exempt or not queries.is_asked(letter, clock.today()):
        raise NotThere
    return letter


def read(about_id: UUID) -> QuestionPage:
    """Return the whole question with the exact text."""
    letter = _letter(about_id)
    item, procedure = letter.round.item, queries.written_of(letter.round.item)
    said = queries.said_for(letter)
    return QuestionPage(
        heading=_("Written procedure of %(body)s: %(label)s %(title)s")
        % {"body": procedure.body.name, "label": item.label, "title": item.case.title},
        lead=procedure.reason,
        lines=[
            (_("Seat"), letter.round_seat.name),
            (_("Answer by"), formats.day(procedure.answer_by)),
        ],
        template="governance/written/text.html",
        context={
            "procedure": procedure,
            "proposals": queries.text_of(letter.round),
            "content": queries.paper_sent(item.case),
            "objection_counts": queries.objection_counts(procedure),
        },
        already=_("You have answered: %(answer)s. If you answer again, the last answer counts.") % {"answer": said}
        if said
        else "",
        button=_("Send the answer"),
        personal=True,
    )


def answer(*, about_id: UUID, data: Mapping[str, Any], by: Actor, at: datetime, intent: UUID | None) -> Position:
    """Answer for the seat, as the person whom the link was sent to."""
    letter = _letter(about_id)
    seat = letter.round_seat.seat
    given: Position = acts.answer_in_writing(
        round_=letter.round,
        seat=seat,
        kind=data["kind"],
        text=data["text"],
        by_link=True,
        by=queries.for_the_seat(by, ACT, seat.pk),
        at=at,
        intent=intent,
    )
    return given


KIND = QuestionKind(QUESTION, read, AnswerForm, answer)
