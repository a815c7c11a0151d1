"""The one question that the portfolio asks by link: does your municipality accept?"""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.parties.queries import for_the_party
from samstyring.ui import formats
from samstyring.ui.questions import QuestionKind, QuestionPage

from . import acts, queries
from .forms import LinkAnswerForm
from .models import Answer

NAME = "portfolio.acceptance"


def read(about_id: UUID) -> QuestionPage:
    """Return the whole question, with the mandate as it is put forward. Raises NotThere when nothing is asked."""
    asked = queries.question_to(queries.participation_by_id(about_id), clock.today())
    return QuestionPage(
        heading=heading(asked),
        lead=asked.project.summary,
        lines=facts(asked),
        template="portfolio/question.html",
        context={"asked": asked},
        already=already(asked.answer),
    )


def heading(asked: queries.Asked) -> str:
    """Return the question itself."""
    names = {"party": asked.participation.organisation, "project": asked.project}
    if asked.hand_over:
        return _("Does %(party)s accept to take over as project owner of %(project)s?") % names
    if asked.is_owner:
        return _("Does %(party)s accept to be the project owner of %(project)s?") % names
    return _("Does %(party)s accept to take part in %(project)s?") % names


def facts(asked: queries.Asked) -> list[tuple[Any, Any]]:
    """Return what is asked of the party, as label and value."""
    rows: list[tuple[Any, Any]] = [(_("Project"), f"{asked.project} ({asked.project.code})")]
    if asked.hand_over:
        rows.append((_("Project owner today"), str(asked.hand_over.former)))
        rows.append((_("Takes over from"), formats.day(asked.hand_over.proposed_from)))
        rows.append((_("Why"), asked.hand_over.reason))
    elif asked.project.owner and not asked.is_owner:
        rows.append((_("Project owner"), str(asked.project.owner)))
    rows.append((_("Origin"), str(asked.project.get_origin_display())))
    if asked.participation.effort:
        rows.append((_("Effort asked of you"), asked.participation.effort))
    rows += asked.lines
    if asked.participation.answer_by:
        rows.append((_("Answer by"), formats.day(asked.participation.answer_by)))
    return rows


def already(answer: Answer | None) -> str:
    """Say what was answered before, if anything."""
    if answer is None:
        return ""
    says = _("Answered %(day)s by %(who)s: %(answer)s. If you answer again, the new answer counts.")
    return says % {
        "day": formats.day(answer.answered_on),
        "who": answer.answered_by,
        "answer": answer.get_kind_display(),
    }


def answer(*, about_id: UUID, data: Mapping[str, Any], by: Actor, at: datetime, intent: UUID | None) -> Any:
    """Answer by link, in the capacity that the person holds for the party."""
    participation = queries.participation_by_id(about_id)
    return acts.answer_acceptance(
        participation=participation,
        **data,
        by_link=True,
        by=for_the_party(by, "portfolio.answer_acceptance", participation.organisation_id),
        at=at,
        intent=intent,
    )


def form_for(about_id: UUID) -> Any:
    """Return the form, with what was promised before."""
    return partial(LinkAnswerForm, **queries.answer_begins_with(queries.participation_by_id(about_id)))


KIND = QuestionKind(NAME, read, LinkAnswerForm, answer, form_for)
