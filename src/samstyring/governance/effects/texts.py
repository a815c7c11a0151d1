"""Changing what is proposed while it is treated: wording, condition, and the draft behind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.acts import effect
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis

from ..errors import ConditionNotAllowed, MatterNotForCase
from ..models import Proposal
from ..registry import matters


@dataclass(frozen=True)
class NewText:
    """How a proposal is to read: wording, condition (all three or none), and its payload where that changes."""

    proposal: Proposal
    wording: str
    condition: str = ""
    confirmed_by: str = ""
    latest: date | None = None
    payload: Mapping[str, Any] | None = None


@effect
def change_texts(*, texts: Sequence[NewText], case_id: UUID, today: date, basis: Basis | None = None) -> None:
    """Write the texts as they are to read. Raises ConditionNotAllowed, MatterNotForCase, InvalidInput if none changes."""
    del basis
    if not [text for text in texts if _change(text, case_id, today)]:
        raise InvalidInput({"": _("Nothing is changed.")})


def _change(text: NewText, case_id: UUID, today: date) -> bool:
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
