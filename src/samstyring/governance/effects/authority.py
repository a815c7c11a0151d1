"""On whose authority the running act sends something about a meeting (LE-2)."""

from collections.abc import Sequence
from datetime import datetime

from samstyring.kernel.acts import current_actor, current_permit, effect, on_behalf_of
from samstyring.kernel.clock import local_date
from samstyring.kernel.errors import Refusal
from samstyring.kernel.models import Basis
from samstyring.records.effects import Upload, keep_evidence
from samstyring.ui import formats

from ..errors import ChangeNeedsLeader, SummonsNeedsLeader
from ..models import AgendaItem, Meeting
from ..queries.leaders import instruction_on, leader_on
from ..queries.texts import house_language
from ..rules import summons as rules
from ..rules.agenda import digest_of


@effect
def authority_to_send(
    *,
    meeting: Meeting,
    at: datetime,
    items: Sequence[AgendaItem] | None = None,
    evidence: Upload | None = None,
    evidence_title: str = "",
    basis: Basis | None = None,
) -> rules.SentOn:
    """Return what lets the running act send, in the co-operation's language. Raises SummonsNeedsLeader, SummonsChanged.

    With `items` an approval of the summons counts, if it was given to just this time, place and agenda. A change or a
    cancellation has no items: the leader sends it, or there is a standing instruction, or the leader's word comes as
    `evidence`.
    """
    actor, permit = current_actor(), current_permit()
    approval = meeting.summons_approvals.select_related("approved_by").last() if items is not None else None
    with house_language():
        sent = rules.sending(
            role=permit.capacity.role if permit.capacity else None,
            name=actor.name,
            clause=rules.clause_for(meeting.body, actor.powers),
            approval=approval,
            approved_is_current=approval is not None
            and items is not None
            and approval.sha256 == digest_of(meeting, items),
            instruction=instruction_on(meeting.body, local_date(at)),
        )
        if isinstance(sent, Refusal) and evidence is not None:
            sent = _by_word(meeting, at, evidence, evidence_title, basis) or sent
    if isinstance(sent, SummonsNeedsLeader) and items is None:
        raise ChangeNeedsLeader(clause=sent.clause, field="evidence")
    if isinstance(sent, Refusal):
        raise sent
    leader = leader_on(meeting.body, local_date(at))
    if sent.kind in ("approval", "instruction") and leader is not None:
        on_behalf_of(leader)
    return sent


def _by_word(meeting: Meeting, at: datetime, evidence: Upload, title: str, basis: Basis | None) -> rules.SentOn | None:
    leader = leader_on(meeting.body, local_date(at))
    if leader is None:
        return None
    letter = keep_evidence(upload=evidence, title=title, about=meeting, received_from=leader.name, basis=basis)
    on_behalf_of(leader, [letter])
    return rules.on_word(leader.name, formats.day(at))
