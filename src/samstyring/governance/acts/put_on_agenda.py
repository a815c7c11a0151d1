"""Put a case on the agenda of a meeting."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date
from samstyring.kernel.errors import Refusal

from ..effects.agenda import list_case, number_item, renumber_positions
from ..effects.ready import has_proposal, is_ready
from ..errors import CaseOnAgenda, MeetingNotOpenForThis, OtherBodysCase
from ..models import AgendaItem, Case, Meeting
from ..queries.papers import paper_of
from ..rules.advice import advises
from ..rules.agenda import in_order
from ..rules.cases import change_refusal
from ..rules.meetings import is_missed
from ..rules.scopes import of_meeting

MISSED = gettext_lazy(
    "The day of this meeting is past, and it was never opened. Move it to a day to come, or choose another meeting. "
    "What is decided already is registered late, from the page of the case."
)


@acts.act(
    says=gettext_lazy("%(who)s put %(reference)s %(title)s on the agenda of %(body)s on %(day)s"),
    scope=lambda **arguments: of_meeting(arguments["meeting"]),
)
def put_on_agenda(*, meeting: Meeting, case: Case, by: Actor, at: datetime) -> AgendaItem:
    """Put a case on a meeting's agenda, after those that are there; other business stays last.

    What must hold, holds; what should hold, holds or was passed over with a reason. Once the agenda is frozen the
    case is a late item: it takes the next number and is listed as late.

    A case can first be laid before a body that prepares cases for the one that decides, for its advice (RG-2): then
    it only needs a proposal to advise on.

    A meeting whose day is past without having been opened takes no more cases; on its day it does. What a body decided
    then is registered late instead (VA-1).

    Raises MeetingNotOpenForThis, OtherBodysCase, CaseOnAgenda, NothingToDecide, RequirementsMissing (each named),
    and OtherBodyDecides where the agreement has given a matter to another body since it was proposed (SG-2).
    """
    if meeting.state not in (Meeting.State.PLANNED, Meeting.State.CALLED):
        raise MeetingNotOpenForThis
    if is_missed(meeting, local_date(at)):
        raise MeetingNotOpenForThis(MISSED)
    for_advice = case.body_id != meeting.body_id
    if for_advice and not advises(meeting.body, case):
        raise OtherBodysCase
    _may_go(case)
    if meeting.items.filter(case=case).exists():
        raise CaseOnAgenda(_("The case has stood on the agenda of this meeting before. Choose another meeting."))
    paper = paper_of(case, local_date(at))
    if for_advice:
        has_proposal(case=case, paper=paper)
    else:
        is_ready(case=case, paper=paper, on=local_date(at))
    late = meeting.frozen_at is not None
    item = list_case(meeting=meeting, case=case, late=late)
    if late:
        number_item(item=item)
    else:
        renumber_positions(items=in_order(list(meeting.items.select_related("case"))))
    acts.record(
        item,
        case,
        meeting,
        reference=case.reference,
        title=case.title,
        body=meeting.body.name,
        day=local_date(meeting.starts_at),
        late=late,
        number=item.number or 0,
    )
    return item


def _may_go(case: Case) -> None:
    refusal: Refusal | None = change_refusal(case)
    if refusal is not None:
        raise refusal
    if case.state == Case.State.ON_AGENDA:
        raise CaseOnAgenda
