"""Find what the answers in a written procedure make."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from ..effects.decisions import Finding, by_procedure, decide_item
from ..effects.written import end_written, last_round_out, leads_for, to_meeting
from ..errors import AnswersComing
from ..errors.advice import AdvisesOnly
from ..models import Decision, Round, WrittenProcedure
from ..queries.standing import tally_of
from ..queries.texts import house_language
from ..queries.written import rules_for, written_of
from ..rules.written import KINDS, advice_outcome, outcome


@acts.act(
    says=gettext_lazy("%(who)s closed the written procedure on %(label)s %(title)s: %(result)s"),
    scope=lambda **arguments: [f"body:{arguments['round_'].item.written.body_id}"],
)
def conclude_written_procedure(*, round_: Round, by: Actor, at: datetime) -> WrittenProcedure:
    """Find what was answered when all have answered or the last day is past: decided, or sent to the next meeting.

    By the body's own procedure: consensus of all who were asked, or the majority with its quorum; silence is no support.
    The decision is made as in a meeting, on the exact text of the round and with its number (SG-6, SG-7). Raises
    AnswersComing, RoundPast, AdvisesOnly (what is answered is recorded as its advice), WrittenEnded, WrittenNotSent, OtherProcedure, and what deciding raises.
    """
    procedure = written_of(round_.item)
    item = last_round_out(round_, procedure)
    today = clock.local_date(at)
    decider = None if item.advisory else by_procedure(item, today, *KINDS)
    with house_language():
        tally, rules, past = tally_of(round_, live=False), rules_for(procedure), today > procedure.answer_by
        found = outcome(tally, decider, rules, past=past) if decider else advice_outcome(tally, rules, past=past)
    if found.kind == "waiting":
        clause = decider.clause_of_procedure if decider else None
        raise AnswersComing(f"{AnswersComing.message} {found.why}", clause=clause)
    if found.kind == "advice":
        raise AdvisesOnly
    if found.kind == "to_meeting":
        to_meeting(procedure=procedure, item=item, why=found.why, at=at)
        decision = None
    else:
        finder = leads_for(procedure=procedure, by=by, at=at)
        way = Decision.Way.MAJORITY if found.by_majority else Decision.Way.CONSENSUS
        finding = Finding(way=way, found_by=finder.person, found_as=finder.as_what, on=today, at=at)
        decision = decide_item(item=item, round_=round_, finding=finding)
        end_written(procedure=procedure, state=WrittenProcedure.State.DECIDED, at=at, why=found.why)
    with house_language():
        result = _("decided") if decision else _("sent to a meeting")
    acts.record(
        procedure,
        round_,
        item,
        item.case,
        *([decision, decision.basis] if decision else []),
        label=item.label,
        title=item.case.title,
        result=result,
        why=found.why,
    )
    return procedure
