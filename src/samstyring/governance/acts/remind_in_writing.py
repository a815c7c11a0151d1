"""Remind those who have not answered in a written procedure."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from ..effects.written import out_for_answers, remind_seats
from ..errors.written import NobodySilent
from ..models import Round, WrittenReminder
from ..queries.silent import silent_in
from ..queries.written import written_of


@acts.act(
    says=_("%(who)s reminded %(count)s seats of the written procedure on %(label)s %(title)s"),
    scope=lambda **arguments: [f"body:{arguments['round_'].item.written.body_id}"],
)
def remind_in_writing(*, round_: Round, by: Actor, at: datetime) -> Sequence[WrittenReminder]:
    """Remind each seat that is silent, by a letter with a link, once for each last day for answers.

    The worker does it as many days before as the rules say, as the system on the provision that gives others the power; the secretariat can
    do it by hand. No answer is changed by it. Raises NobodySilent, WrittenNotSent, WrittenEnded.
    """
    procedure = written_of(round_.item)
    item = out_for_answers(procedure)
    silent = silent_in(round_, procedure, clock.local_date(at))
    if not silent:
        raise NobodySilent
    made = remind_seats(letters=silent, procedure=procedure, at=at)
    acts.record(
        procedure, item, item.case, round_, *(letter.person for letter in silent),
        count=len(made), label=item.label, title=item.case.title,
    )  # fmt: skip
    return made
