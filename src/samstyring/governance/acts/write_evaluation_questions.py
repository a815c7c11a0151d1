"""Write what the parties are to be asked in an evaluation."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput, Stale

from ..evaluation_errors import EvaluationOpen
from ..models import EvaluationQuestions
from ..queries import evaluations as queries
from ..queries.standing import person_acting
from ..rules import evaluations as rules


@acts.act(says=gettext_lazy("%(who)s wrote version %(number)s of the questions for the evaluation"))
def write_evaluation_questions(
    *,
    from_date: date,
    last_day: date,
    text: str,
    questions: Sequence[Mapping[str, str]],
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> EvaluationQuestions:
    """Write the next version of the questions, each {"kind", "text"}, before they go out (VA-2). The former stay.

    `revision` is the number of the version that it was written on. Raises EvaluationOpen while the parties are asked,
    Stale, InvalidInput.
    """
    if queries.open_round() is not None:
        raise EvaluationOpen
    last = EvaluationQuestions.objects.first()
    number = last.number if last else 0
    if revision is not None and revision != number:
        raise Stale(last)
    errors = rules.problems(from_date, last_day, questions)
    if not text.strip():
        errors["text"] = _("Write what you ask of them, and what the answers are used for.")
    if errors:
        raise InvalidInput(errors)
    written = EvaluationQuestions.objects.create(
        number=number + 1,
        from_date=from_date,
        until=last_day + timedelta(days=1),
        text=text.strip(),
        questions=rules.keyed(questions),
        written_at=at,
        written_by=person_acting(by),
    )
    acts.record(written, number=written.number, count=len(written.questions))
    return written
