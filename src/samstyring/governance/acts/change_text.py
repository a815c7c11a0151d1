"""Change what is proposed, in the meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.rounds import open_round_on
from ..effects.treat import round_open
from ..errors import ConditionNotAllowed, MatterNotForCase
from ..models import Proposal, Round
from ..queries.standing import person_acting
from ..registry import matters
from ..rules.scopes import of_round


@dataclass(frozen=True)
class NewText:
    """How a proposal is to read: wording, condition (all three or none), and its payload where that changes."""

    proposal: Proposal
    wording: str
    condition: str = ""
    confirmed_by: str = ""
    latest: date | None = None
    payload: Mapping[str, Any] | None = None


@acts.act(
    says=_("%(who)s changed the text of %(label)s %(title)s in the meeting: round %(number)s"),
    scope=lambda **arguments: of_round(arguments["round_"]),
)
def change_text(*, round_: Round, texts: Sequence[NewText], why: str = "", by: Actor, at: datetime) -> Round:
    """Change wording, condition or draft of proposals, and open a new round on it. The former round stays as it was.

    Raises RoundPast where another changed it first, ConditionNotAllowed, and InvalidInput where nothing changes. What is
    wrong with one proposal is named by the field and the proposal's id: several stand in one form.
    """
    round_open(round_)
    item = round_.item
    changed = [text for text in texts if _change(text, item.case_id, clock.local_date(at))]
    if not changed:
        raise InvalidInput({"": _("Nothing is changed.")})
    opened = open_round_on(item=item, by=person_acting(by), at=at, why=why.strip())
    acts.record(
        item, item.case, opened, number=opened.number, label=item.label, title=item.case.title, sha256=opened.sha256
    )
    return opened


def _change(text: NewText, case_id: object, today: date) -> bool:
    proposal = Proposal.objects.get(pk=text.proposal.pk)
    if proposal.case_id != case_id:
        raise MatterNotForCase
    if not text.wording.strip():
        raise InvalidInput({f"wording_{proposal.pk}": _("Write what is to be decided.")})
    if text.condition.strip():
        _check_condition(text, proposal, today)
    new = {
        "wording": text.wording.strip(),
        "condition": text.condition.strip(),
        "condition_confirmed_by": text.confirmed_by if text.condition.strip() else "",
        "condition_latest": text.latest if text.condition.strip() else None,
        "payload": dict(text.payload) if text.payload is not None else proposal.payload,
    }
    if all(getattr(proposal, name) == value for name, value in new.items()):
        return False
    for name, value in new.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=list(new))
    return True


def _check_condition(text: NewText, proposal: Proposal, today: date) -> None:
    if not matters[proposal.matter].conditional:
        raise ConditionNotAllowed(field=f"condition_{proposal.pk}")
    if not text.confirmed_by:
        raise InvalidInput({f"confirmed_by_{proposal.pk}": _("Say who confirms that the condition is met.")})
    if text.latest is None or text.latest < today:
        raise InvalidInput({f"latest_{proposal.pk}": _("Give the latest day, today or later.")})
