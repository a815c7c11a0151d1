"""Let the leader decide where there is no consensus."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.charter.models import Procedure
from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.decisions import Finding, by_procedure, decide_item
from ..effects.disqualification import not_disqualified
from ..effects.treat import enough_present, round_open
from ..errors import NewAttemptNeeded, NoObjectionOnRecord
from ..models import Decision, Position, Round
from ..queries.ruled import rule_of
from ..queries.standing import person_acting, tally_of


@acts.act(
    says=_("%(who)s decided %(label)s %(title)s as leader"),
    scope=lambda **arguments: [f"body:{arguments['round_'].item.case.body_id}"],
)
def decide_as_leader(*, round_: Round, reasons: str, by: Actor, at: datetime) -> Decision:
    """Decide as leader, with reasons, objections being on record (SG-7). Chairing the meeting is not enough (LE-1).

    Raises NoObjectionOnRecord, PersonDisqualified, NewAttemptNeeded where the rules ask for a new attempt, OtherProcedure, InvalidInput.
    """
    round_open(round_)
    today = clock.local_date(at)
    authority = by_procedure(round_.item, today, Procedure.Kind.CONSENSUS_THEN_LEADER)
    not_disqualified(item=round_.item, person=person_acting(by))
    tally = tally_of(round_)
    if not tally.objecting:
        raise NoObjectionOnRecord(clause=authority.clause_of_procedure)
    again = rule_of(round_.item.meeting, "renewed_attempt")
    if again.value and not _tried_before(round_):
        raise NewAttemptNeeded(clause=again.clause)
    if not reasons.strip():
        raise InvalidInput({"reasons": _("Write the reasons for the decision.")})
    enough_present(tally, round_.item.meeting)
    decision = decide_item(
        item=round_.item,
        round_=round_,
        finding=Finding(way=Decision.Way.LEADER, found_by=person_acting(by), on=today, at=at, reasons=reasons.strip()),
    )
    acts.record(
        decision, decision.basis, round_, round_.item, decision.case, label=decision.label, title=decision.title
    )
    return decision


def _tried_before(round_: Round) -> bool:
    """Tell whether an earlier round of the item met an objection too."""
    return Position.objects.filter(
        seat__round__item=round_.item_id, seat__round__number__lt=round_.number, kind=Position.Kind.OBJECT
    ).exists()
