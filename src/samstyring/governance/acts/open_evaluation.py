"""Put the questions of an evaluation to every party."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.queries import people_to_ask
from samstyring.ui import formats

from ..effects.evaluation_letters import send_evaluation
from ..evaluation_errors import EvaluationOpen, NoPartyToAsk
from ..models import EvaluationAsk, EvaluationQuestions, EvaluationRound
from ..queries import evaluations as queries
from ..queries.bodies import parties_on
from ..queries.standing import person_acting


@acts.act(says=gettext_lazy("%(who)s put the questions of the evaluation to %(count)s parties"))
def open_evaluation(
    *,
    questions: EvaluationQuestions,
    answer_by: date,
    remind: bool = False,
    why_early: str = "",
    by: Actor,
    at: datetime,
) -> EvaluationRound:
    """Ask every party on this day, through its contact or else its chief executive: one letter a person (VA-2).

    A party with nobody to write to is asked all the same, and shown as such: its answer is registered. Before the time
    that the agreement gives for the evaluation, `why_early` says why. Raises EvaluationOpen, NoPartyToAsk, InvalidInput.
    """
    if queries.open_round() is not None or EvaluationRound.objects.filter(questions=questions).exists():
        raise EvaluationOpen
    today = clock.local_date(at)
    errors = {}
    if answer_by < today:
        errors["answer_by"] = _("The deadline cannot be in the past.")
    opens = queries.opens_early(today)
    if opens is not None and not why_early.strip():
        says = _("The time for the evaluation begins on %(day)s. Say why you ask before that.")
        errors["why_early"] = says % {"day": formats.day(opens)}
    if errors:
        raise InvalidInput(errors)
    parties = parties_on(today)
    if not parties:
        raise NoPartyToAsk
    people = people_to_ask([row.pk for row in parties], today)
    round_ = EvaluationRound.objects.create(
        questions=questions,
        answer_by=answer_by,
        remind=remind,
        why_early=why_early.strip() if opens is not None else "",
        asked_at=at,
        asked_by=person_acting(by),
    )
    EvaluationAsk.objects.bulk_create(
        EvaluationAsk(round=round_, organisation=row, person=people.get(row.pk)) for row in parties
    )
    send_evaluation(round_=round_, people=dict.fromkeys(people[row.pk] for row in parties if row.pk in people))
    acts.record(round_, questions, *parties, count=len(parties), answer_by=answer_by, version=questions.number)
    return round_
