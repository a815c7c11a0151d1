"""Take note of an item."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from ..effects.decisions import Finding, decide_item, decides
from ..effects.rounds import note_no_objection, open_round_on
from ..effects.treat import acts_for_others, end_item, enough_present, finder, take_up
from ..errors import NoConsensus, OtherProcedure
from ..models import AgendaItem, Case, Decision
from ..queries.standing import latest_round, person_acting, tally_of
from ..queries.texts import proposals_of
from ..rules.scopes import of_item

TAKE_NOTE = "governance.take_note"


@acts.act(
    says=_("%(who)s recorded that the meeting had been through %(label)s %(title)s"),
    scope=lambda **arguments: of_item(arguments["item"]),
)
def take_note(*, item: AgendaItem, by: Actor, at: datetime) -> Decision | AgendaItem:
    """Take note of an item in one step: take it up, nobody objecting, and the meeting has taken note.

    An item without a proposal (other business) ends as discussed: nothing is decided. Raises OtherProcedure where
    something else than taking note is proposed, NoConsensus where a seat objects, AdvisesOnly where the case was laid
    for advice.
    """
    decides(item)
    take_up(item=item)
    proposals = proposals_of(item.case_id)
    facts = {"label": item.label, "title": item.case.title}
    if not proposals:
        end_item(item=item, state=AgendaItem.State.DISCUSSED, case_state=Case.State.CLOSED)
        acts.record(item, item.case, **facts)
        return item
    if any(proposal.matter != TAKE_NOTE for proposal in proposals):
        raise OtherProcedure(_("More than taking note is proposed here: find consensus instead."))
    person = person_acting(by)
    round_ = latest_round(item.pk) or open_round_on(item=item, by=person, at=at)
    note_no_objection(round_=round_, by=person, by_secretary=acts_for_others(), at=at)
    tally = tally_of(round_)
    enough_present(tally, item.meeting)
    if tally.objecting or not tally.present:
        raise NoConsensus
    found = finder(item=item, by=by, at=at)
    decision = decide_item(
        item=item,
        round_=round_,
        finding=Finding(
            way=Decision.Way.NOTED, found_by=found.person, found_as=found.as_what, on=clock.local_date(at), at=at
        ),
    )
    acts.record(decision, decision.basis, round_, item, item.case, **facts)
    return decision
