"""On whose authority a summons goes out (LE-2): a pure question on rows already fetched."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Powers
from samstyring.kernel.errors import Refusal
from samstyring.ui import formats

from ..errors import SummonsChanged, SummonsNeedsLeader
from ..models import Body, StandingInstruction, SummonsApproval

CALL = "governance.call_meeting"


@dataclass(frozen=True)
class SentOn:
    """What lets a summons go out: the leader's own sending, approval or instruction, or a power of one's own."""

    kind: Literal["leader", "approval", "instruction", "evidence", "own"]
    text: str


def clause_of_leader(powers: Powers) -> str | None:
    """Return the clause by which the leader calls meetings, or None where the agreement gives the leader no such power."""
    return powers.get(CALL, {}).get("leader")


def clause_for(body: Body, powers: Powers) -> str | None:
    """Return the clause by which a body's leader calls its meetings; None for a body that the charter gives no leader.

    Whoever else has the power then calls it (RG-1 names no leader of the resource group).
    """
    return clause_of_leader(powers) if body.leader_office_id is not None else None


def on_word(name: str, day: str) -> SentOn:
    """Return that something goes out on the leader's word, which is kept as evidence."""
    return SentOn(
        "evidence",
        _("sent by the secretariat on the word of the leader, %(name)s, received %(day)s") % {"name": name, "day": day},
    )


def sending(
    *,
    role: str | None,
    name: str,
    clause: str | None,
    approval: SummonsApproval | None = None,
    approved_is_current: bool = True,
    instruction: StandingInstruction | None = None,
) -> SentOn | Refusal:
    """Tell on whose authority someone in a role may send the summons, or return the refusal.

    `clause` is the one by which the leader calls meetings; without one nobody needs the leader's word.
    """
    if clause is None:
        return SentOn("own", _("sent by %(name)s") % {"name": name})
    if role == "leader":
        return SentOn("leader", _("sent by the leader, %(name)s") % {"name": name})
    if approval is not None and approved_is_current:
        return SentOn(
            "approval",
            _("sent by the secretariat, approved by the leader, %(name)s, %(day)s")
            % {"name": approval.approved_by.name, "day": formats.day(approval.approved_at)},
        )
    if instruction is not None:
        return SentOn(
            "instruction",
            _("sent by the secretariat on the standing instruction of the leader, %(name)s, from %(day)s")
            % {"name": instruction.given_by.name, "day": formats.day(instruction.from_date)},
        )
    if approval is not None:
        return SummonsChanged(clause=clause)
    return SummonsNeedsLeader(clause=clause)
