"""The one question that the agreement asks by link: does your municipality consent to the amendment?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui import formats
from samstyring.ui.questions import QuestionKind, QuestionPage

from . import acts, queries, tables
from .forms.amendments import LinkAnswerForm
from .models import AskedParty

NAME = "charter.amendment"


def read(about_id: UUID) -> QuestionPage:
    """Return the question, with the whole difference. Raises NotThere when nothing is asked any more."""
    asked = queries.asked_by_id(about_id)
    return QuestionPage(
        heading=heading(asked),
        lead=asked.amendment.title,
        lines=facts(asked),
        template="charter/question.html",
        context={"amendment": asked.amendment, "text": queries.difference(asked.amendment)},
        already=already(asked),
    )


def heading(asked: AskedParty) -> str:
    """Return the question itself."""
    return _("Does %(party)s consent to this amendment of the agreement?") % {"party": asked.organisation}


def facts(asked: AskedParty) -> list[tuple[Any, Any]]:
    """Return what is asked of the party, as label and value."""
    amendment = asked.amendment
    base = amendment.base
    assert base is not None  # it has been sent
    rows: list[tuple[Any, Any]] = [
        (_("Amendment"), f"{amendment.number}: {amendment.title}"),
        *tables.amendment_facts(amendment, base),
    ]
    if amendment.answer_by:
        rows.append((_("Answer by"), formats.day(amendment.answer_by)))
    rows.append((_("Checksum of the text"), f"SHA-256 {amendment.sha256}"))
    return rows


def already(asked: AskedParty) -> str:
    """Say what was answered before, if anything."""
    answer = queries.last_answers(asked.amendment).get(asked.pk)
    if answer is None:
        return ""
    says = _("Answered %(day)s by %(who)s: %(answer)s. Until the end one that has consented can still refuse.")
    return says % {
        "day": formats.day(answer.answered_on),
        "who": answer.answered_by,
        "answer": answer.get_kind_display(),
    }


def answer(*, about_id: UUID, data: Mapping[str, Any], by: Actor, at: datetime, intent: UUID | None) -> Any:
    """Answer by link, in the capacity that the person holds for the party."""
    asked = queries.asked_by_id(about_id)
    for permit in by.permits("charter.answer_amendment", [f"party:{asked.organisation_id}"]):
        if permit.capacity and permit.capacity.role in queries.WHO_ANSWERS:
            by = by.choosing(permit.capacity.key)
            break
    return acts.answer_amendment(asked=asked, **data, by_link=True, by=by, at=at, intent=intent)


KIND = QuestionKind(NAME, read, LinkAnswerForm, answer)
