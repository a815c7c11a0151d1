"""Find that a majority carries the proposal."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter.models import Procedure
from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from ..effects.decisions import Finding, by_procedure, decide_item
from ..effects.rounds import note_no_objection
from ..effects.treat import acts_for_others, enough_present, finder, round_open
from ..errors import NoMajority, TooFewPresent
from ..models import Decision, Round
from ..queries.standing import person_acting, tally_of
from ..rules.room import count
from ..rules.scopes import of_round


@acts.act(
    says=gettext_lazy("%(who)s found a majority (%(in_favour)s to %(against)s): %(label)s %(title)s is decided"),
    scope=lambda **arguments: of_round(arguments["round_"]),
)
def find_majority(*, round_: Round, silent_agree: bool = False, by: Actor, at: datetime) -> Decision:
    """Count the votes by the charter's procedure, and decide where the majority is in favour.

    With `silent_agree` every present seat that has not answered votes in favour. Raises NoMajority (with the
    figures), TooFewPresent, OtherProcedure, and what deciding raises.
    """
    round_open(round_)
    today = clock.local_date(at)
    authority = by_procedure(round_.item, today, Procedure.Kind.MAJORITY_OF_SEATS, Procedure.Kind.WEIGHTED_MAJORITY)
    person = person_acting(by)
    if silent_agree:
        note_no_objection(round_=round_, by=person, by_secretary=acts_for_others(), at=at)
    tally = tally_of(round_)
    enough_present(tally, round_.item.meeting)
    least = authority.parameters.get("quorum")
    if isinstance(least, int) and len(tally.present) < least:
        raise TooFewPresent(clause=authority.clause_of_procedure)
    weighted = authority.procedure_kind == Procedure.Kind.WEIGHTED_MAJORITY
    votes = count(tally, authority.parameters, weighted=weighted)
    if not votes.carried:
        raise NoMajority(
            _("There is no majority for the proposal: %(in_favour)s in favour, %(against)s against, %(needed)s needed.")
            % {"in_favour": votes.in_favour, "against": votes.against, "needed": votes.needed},
            clause=authority.clause_of_procedure,
        )
    found = finder(item=round_.item, by=by, at=at)
    decision = decide_item(
        item=round_.item,
        round_=round_,
        finding=Finding(way=Decision.Way.MAJORITY, found_by=found.person, found_as=found.as_what, on=today, at=at),
    )
    acts.record(
        decision,
        decision.basis,
        round_,
        round_.item,
        decision.case,
        label=decision.label,
        title=decision.title,
        in_favour=votes.in_favour,
        against=votes.against,
    )
    return decision
