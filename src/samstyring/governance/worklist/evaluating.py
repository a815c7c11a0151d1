"""What waits of an evaluation: for the parties that are asked."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, register_source

from ..queries import evaluations as queries
from ..rules.scopes import clause_of


@register_source
def evaluation_to_answer(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell a party's people that its answer to the evaluation is awaited."""
    del today
    asked = queries.open_question(actor)
    if asked is None:
        return []
    return [
        Waiting(
            heading=_("Answer the evaluation for %(parties)s") % {"parties": asked.silent_words},
            url=reverse("governance:answer_evaluation", args=[asked.round.pk]),
            clause=clause_of(actor.powers, "answer_evaluation", "chief_executive", "contact"),
            deadline=asked.round.answer_by,
            key=f"governance.evaluation:{asked.round.pk}",
        )
    ]
