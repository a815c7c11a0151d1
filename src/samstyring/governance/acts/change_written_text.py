"""Change what a body is asked about in writing."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.decisions import decides
from ..effects.rounds import open_round_on
from ..effects.texts import NewText, change_texts
from ..effects.written import ask_seats, out_for_answers
from ..errors import RoundPast
from ..models import Round
from ..queries.standing import latest_round, person_acting
from ..queries.written import written_of


@acts.act(
    says=_("%(who)s changed the text of %(label)s %(title)s in the written procedure: round %(number)s"),
    scope=lambda **arguments: [f"body:{arguments['round_'].item.written.body_id}"],
)
def change_written_text(
    *, round_: Round, texts: Sequence[NewText], answer_by: date, why: str = "", by: Actor, at: datetime
) -> Round:
    """Change the text, and ask everyone anew: what was answered on the former text stays with it, and counts no more.

    `answer_by` is the last day for answers on the new text. Raises RoundPast where another changed it first,
    AdvisesOnly, WrittenEnded, WrittenNotSent, ConditionNotAllowed, and InvalidInput where nothing changes.
    """
    procedure = written_of(round_.item)
    item = out_for_answers(procedure)
    last = latest_round(item.pk)
    if last is None or last.pk != round_.pk:
        raise RoundPast
    decides(item)
    today = clock.local_date(at)
    if answer_by <= today or answer_by < procedure.answer_by:
        raise InvalidInput({"answer_by": _("Choose a day after today, and none before the one that was given.")})
    change_texts(texts=texts, case_id=item.case_id, today=today)
    procedure.answer_by = answer_by
    procedure.revision += 1
    procedure.save(update_fields=["answer_by", "revision"])
    opened = open_round_on(item=item, by=person_acting(by), at=at, why=why.strip())
    ask_seats(round_=opened, procedure=procedure)
    acts.record(
        procedure,
        item,
        item.case,
        opened,
        number=opened.number,
        label=item.label,
        title=item.case.title,
        day=answer_by,
        sha256=opened.sha256,
    )
    return opened
