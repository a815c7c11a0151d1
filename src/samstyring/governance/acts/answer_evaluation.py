"""Answer an evaluation for one or several parties."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Unpack

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation
from samstyring.records.effects import HowItCame, say_who_answered
from samstyring.ui import formats

from ..evaluation_errors import EvaluationClosed, NotAskedToEvaluate
from ..models import EvaluationAnswer, EvaluationAnswerParty, EvaluationRound
from ..queries import evaluations as queries
from ..queries.texts import house_language
from ..rules import evaluations as rules


@acts.act(
    says=gettext_lazy("%(who)s answered the evaluation for %(parties)s"),
    scope=lambda **a: [f"party:{organisation.pk}" for organisation in a["organisations"]],
)
def answer_evaluation(
    *,
    round_: EvaluationRound,
    organisations: Sequence[Organisation],
    replies: Mapping[str, Any],
    by: Actor,
    at: datetime,
    **came: Unpack[HowItCame],
) -> EvaluationAnswer:
    """Say how one or several parties, each named, see the co-operation (VA-2): by question a level (1 to 5, 0) or words.

    Their own people answer, signed in or by link, for every party that they are contact or chief executive of. The
    secretariat registers what came in writing (`evidence`, `answered_by`, `answered_on`). The last answer counts, the
    former stay. An answer after the deadline is taken and marked, until the evaluation is brought to a case.
    Raises EvaluationClosed, NotYourMunicipality, NotAskedToEvaluate, EvidenceNeeded, InvalidInput.
    """
    if queries.case_of(round_) is not None:
        raise EvaluationClosed
    parties = sorted({row.pk: row for row in organisations}.values(), key=lambda row: row.sort_key)
    told, wrong = rules.checked(round_.questions.questions, replies)
    if not parties:
        wrong["organisations"] = _("Say which municipality you answer for.")
    if wrong:
        raise InvalidInput(wrong)
    _check_asked(round_, parties)
    given = EvaluationAnswer(round=round_, replies=told)
    with house_language():
        title = _("Answer to the evaluation from %(parties)s") % {"parties": formats.sentence(parties)}
    say_who_answered(
        answer=given,
        parties=parties,
        about=given,
        title=title,
        at=at,
        **came,
    )
    given.save(force_insert=True)
    EvaluationAnswerParty.objects.bulk_create(EvaluationAnswerParty(answer=given, organisation=row) for row in parties)
    acts.record(round_, *parties, given, parties=formats.sentence(parties), way=str(given.way))
    return given


def _check_asked(round_: EvaluationRound, parties: Sequence[Organisation]) -> None:
    asked = {row.pk for row in queries.asked_in(round_)}
    strange = [row for row in parties if row.pk not in asked]
    if strange:
        words = NotAskedToEvaluate.message % {"parties": formats.sentence(strange)}
        raise NotAskedToEvaluate(words, field="organisations")
