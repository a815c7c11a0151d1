"""Declare oneself disqualified on an item, or raise the question about another."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.treat import acts_for_others
from ..errors import DisqualificationAsked, ItemEnded, MeetingNotOpenForThis, ObserverHasNoPosition, RulesKnowNoneSuch
from ..models import AgendaItem, DisqualificationQuestion, Meeting, Seat
from ..queries.holders import holders_on
from ..queries.ruled import rule_of
from ..queries.standing import person_acting, seat_presence
from ..rules.items import is_ended
from ..rules.scopes import of_item


@acts.act(
    says=gettext_lazy("%(who)s asked whether %(seat)s is disqualified on %(label)s %(title)s"),
    scope=lambda **arguments: of_item(arguments["item"]),
)
def raise_disqualification(
    *,
    item: AgendaItem,
    seat: Seat,
    tie: DisqualificationQuestion.Tie,
    ground: str,
    declared: bool = False,
    by: Actor,
    at: datetime,
) -> DisqualificationQuestion:
    """Ask whether whoever meets for a seat is disqualified on an item (SG-7): by themselves, or by anyone there.

    `declared` is for the secretariat, which writes down what a member has said; a member declares by asking about the
    own seat. The body rules on it in the meeting. Raises MeetingNotOpenForThis, ItemEnded, ObserverHasNoPosition,
    DisqualificationAsked, RulesKnowNoneSuch where the rules of procedure say that nobody stands aside, InvalidInput.
    """
    if item.meeting_id is None or item.meeting.state not in (Meeting.State.CALLED, Meeting.State.OPEN):
        raise MeetingNotOpenForThis
    if is_ended(item):
        raise ItemEnded
    if seat.kind == Seat.Kind.OBSERVER:
        raise ObserverHasNoPosition(ObserverHasNoPosition.message % {"seat": seat.name}, clause=seat.clause or None)
    rule = rule_of(item.meeting, "disqualification")
    if rule.value is False:
        raise RulesKnowNoneSuch(clause=rule.clause)
    attendance, holder = (
        seat_presence(item.meeting_id).get(seat.pk),
        holders_on(item.meeting.body, clock.local_date(at)).get(seat.pk),
    )
    there = attendance if attendance is not None and attendance.present else None
    concerned = there.person if there else (holder.person if holder else None)
    name = there.name if there else (holder.person.name if holder else "")
    if seat.body_id != item.meeting.body_id or not name:
        raise InvalidInput({"seat": _("Nobody meets for this seat.")})
    if not ground.strip():
        raise InvalidInput({"ground": _("Write what the tie is.")})
    if DisqualificationQuestion.objects.filter(item=item, seat=seat, name=name).exists():
        raise DisqualificationAsked
    person = person_acting(by)
    for_others = acts_for_others()
    themselves = concerned is not None and concerned.pk == person.pk
    question = DisqualificationQuestion.objects.create(
        item=item,
        seat=seat,
        person=concerned,
        name=name,
        tie=DisqualificationQuestion.Tie(tie),
        ground=ground.strip(),
        declared=themselves or (for_others and declared),
        raised_by=person,
        raised_at=at,
    )
    if for_others and declared:
        acts.on_behalf_of(seat)
    acts.record(item, item.case, seat, question, seat=seat.name, label=item.label, title=item.case.title)
    return question
