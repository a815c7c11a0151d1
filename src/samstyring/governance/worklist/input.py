"""What waits of input: for those who are asked, and for those whose municipalities nobody has asked."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, register_source

from ..queries import input as queries
from ..queries import input_reports as reports
from ..rules import input as rules
from ..rules.scopes import clause_of


@register_source
def input_to_give(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell a municipality's people which cases they are asked about."""
    del today
    return [
        Waiting(
            heading=_("Give input on %(case)s for %(parties)s")
            % {"case": rules.name_of(question.case), "parties": formats.sentence(question.silent)},
            url=reverse("governance:give_input", args=[question.case.pk]),
            clause=clause_of(actor.powers, "answer_input", "chief_executive", "contact"),
            deadline=question.request.answer_by,
            text=_("Asked by %(who)s.") % {"who": rules.asker(question.request)},
            key=f"governance.input:{question.case.pk}",
        )
        for question in queries.open_questions(actor)
    ]


@register_source
def reports_to_give(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who hold a seat which settled cases those whom they asked have heard nothing of."""
    del today
    return [
        Waiting(
            heading=_("Tell those you asked what came of %(case)s") % {"case": rules.name_of(case)},
            url=reverse("governance:report_back", args=[case.pk]),
            clause=clause_of(actor.powers, "report_back", "member"),
            key=f"governance.report:{case.pk}:{seat.pk}",
        )
        for case, seat in reports.unreported(actor)
    ]
