"""Find that those present agree."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter.models import Procedure
from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.ui import formats

from ..effects.decisions import Finding, by_procedure, decide_item
from ..effects.rounds import note_no_objection
from ..effects.treat import acts_for_others, enough_present, finder, round_open
from ..errors import NoConsensus
from ..models import Decision, Round
from ..queries.standing import person_acting, tally_of
from ..rules.room import Tally
from ..rules.scopes import of_round


@acts.act(
    says=gettext_lazy("%(who)s found consensus: %(label)s %(title)s is decided"),
    scope=lambda **arguments: of_round(arguments["round_"]),
)
def find_consensus(*, round_: Round, silent_agree: bool = False, by: Actor, at: datetime) -> Decision:
    """Find consensus among those present, and decide on the exact text of the round (SG-7).

    With `silent_agree` the chair has asked, and every present seat that has not answered has no objection. Raises
    NoConsensus (naming who objects and who has not answered), OtherProcedure, and what deciding raises.
    """
    round_open(round_)
    today = clock.local_date(at)
    authority = by_procedure(round_.item, today, Procedure.Kind.CONSENSUS_THEN_LEADER)
    person = person_acting(by)
    tally = tally_of(round_)
    enough_present(tally, round_.item.meeting)
    if not tally.consensus(silent_agree=silent_agree):
        raise NoConsensus(_why_not(tally, silent_agree), clause=authority.clause_of_procedure)
    if silent_agree:
        note_no_objection(round_=round_, by=person, by_secretary=acts_for_others(), at=at)
    found = finder(item=round_.item, by=by, at=at)
    decision = decide_item(
        item=round_.item,
        round_=round_,
        finding=Finding(way=Decision.Way.CONSENSUS, found_by=found.person, found_as=found.as_what, on=today, at=at),
    )
    acts.record(
        decision, decision.basis, round_, round_.item, decision.case, label=decision.label, title=decision.title
    )
    return decision


def _why_not(tally: Tally, silent_agree: bool) -> str:
    parts = [str(NoConsensus.message)]
    if tally.objecting:
        parts.append(_("Against: %(seats)s.") % {"seats": formats.sentence(stand.name for stand in tally.objecting)})
    if tally.silent and not silent_agree:
        parts.append(_("Not answered: %(seats)s.") % {"seats": formats.sentence(stand.name for stand in tally.silent)})
    if not tally.present:
        parts.append(_("No entitled seat is registered as present."))
    return " ".join(parts)
