"""Change what is proposed, in the meeting."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from ..effects.decisions import decides
from ..effects.rounds import open_round_on
from ..effects.texts import NewText, change_texts
from ..effects.treat import round_open
from ..models import Round
from ..queries.standing import person_acting
from ..rules.scopes import of_round

__all__ = ["NewText", "change_text"]


@acts.act(
    says=_("%(who)s changed the text of %(label)s %(title)s in the meeting: round %(number)s"),
    scope=lambda **arguments: of_round(arguments["round_"]),
)
def change_text(*, round_: Round, texts: Sequence[NewText], why: str = "", by: Actor, at: datetime) -> Round:
    """Change wording, condition or draft of proposals, and open a new round on it. The former round stays as it was.

    Raises AdvisesOnly where the body only advises on the text, RoundPast where another changed it first, ConditionNotAllowed, and InvalidInput where nothing changes. What is
    wrong with one proposal is named by the field and the proposal's id: several stand in one form.
    """
    round_open(round_)
    item = round_.item
    decides(item)
    change_texts(texts=texts, case_id=item.case_id, today=clock.local_date(at))
    opened = open_round_on(item=item, by=person_acting(by), at=at, why=why.strip())
    acts.record(
        item, item.case, opened, number=opened.number, label=item.label, title=item.case.title, sha256=opened.sha256
    )
    return opened
