"""A comment on a draft mandate, as it is written from its own form or together with an answer."""

from collections.abc import Iterable
from datetime import date

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation, Person
from samstyring.records.effects import put_question

from .. import mandate_comment_letters
from ..models import Answer, Mandate, MandateComment, MandateCommentLetter
from ..queries import decision_points
from ..reading import written
from ..saying import in_cooperation_language

QUESTION = "portfolio.mandate_comment"


@effect
def send_drafts(*, mandate: Mandate, people: Iterable[Person], until: date, basis: Basis | None = None) -> None:
    """Give each person one letter with a link, anew where one was sent before, and one job a letter."""
    del basis
    there = {row.person_id: row for row in mandate.comment_letters.all()}
    for person in dict.fromkeys(people):
        letter = there.get(person.pk) or MandateCommentLetter(mandate=mandate, person=person)
        put_question(letter=letter, question=QUESTION, about=letter, person=person, answer_by=until)
        mandate_comment_letters.send_draft.enqueue(str(letter.pk))


@effect
def new_comment(
    *, mandate: Mandate, organisation: Organisation, text: str, on: date, part: str = "", basis: Basis | None = None
) -> MandateComment:
    """Return a comment that is not saved yet: with the draft that it is about, and what the part says."""
    del basis
    with in_cooperation_language():
        model = decision_points.model_of(mandate.project, on)
        read = written(part, getattr(mandate, part), model) if part else ""
    return MandateComment(
        mandate=mandate, organisation=organisation, part=part, text=text.strip(), revision=mandate.revision, read=read
    )


@effect
def comment_with_answer(*, mandate: Mandate, answer: Answer, text: str, basis: Basis | None = None) -> MandateComment:
    """Write the comment on the whole draft that came with an answer: by the same person, on the same day, the same way."""
    del basis
    organisation = answer.participation.organisation
    comment = new_comment(mandate=mandate, organisation=organisation, text=text, on=answer.answered_on)
    for column in ("answered_by", "answered_as", "answered_on", "way", "evidence", "at"):
        setattr(comment, column, getattr(answer, column))
    comment.save(force_insert=True)
    return comment
