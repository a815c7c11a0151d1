"""Answer in a written procedure."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.effects import Upload, keep_evidence

from ..effects.rounds import take_position
from ..effects.treat import acts_for_others
from ..effects.written import asked_seat, last_round_out, stop_if_it_must
from ..errors import AnswersClosed, EvidenceMissing, NotYourSeat
from ..models import Position, Round, Seat, WrittenProcedure
from ..queries.holders import holders_on
from ..queries.standing import person_acting
from ..queries.texts import house_language
from ..queries.written import written_of
from ..rules.room import NEEDS_WORDS, WORDS_MISSING
from ..rules.written import takes_answers


@acts.act(
    says=gettext_lazy("%(who)s registered what %(seat)s answered in writing on %(label)s %(title)s: %(kind)s"),
    scope=lambda **arguments: [f"seat:{arguments['seat'].pk}"],
)
def answer_in_writing(
    *,
    round_: Round,
    seat: Seat,
    kind: str,
    text: str = "",
    received_on: date | None = None,
    evidence: Upload | None = None,
    by_link: bool = False,
    by: Actor,
    at: datetime,
) -> Position:
    """Answer for a seat: support, a remark, an objection with reason, standing aside, or a demand for a meeting (SG-6).

    Its holder answers, signed in or by link, or the secretariat registers the e-mail that was received by the last day.
    The last answer counts. An objection (unless the rules have it counted) and a demand for a meeting end the procedure,
    and the case goes to the next meeting. Raises RoundPast, AnswersClosed, WrittenEnded, ObserverHasNoPosition,
    NotYourSeat, EvidenceMissing, InvalidInput.
    """
    procedure = written_of(round_.item)
    item = last_round_out(round_, procedure)
    asked = asked_seat(round_=round_, seat=seat)
    if kind not in Position.Kind.values or kind in (Position.Kind.NO_OBJECTION, Position.Kind.WITHDRAWN):
        raise InvalidInput({"kind": _("Choose an answer.")})
    kind, text = Position.Kind(kind), text.strip()
    if kind in NEEDS_WORDS and not text:
        raise InvalidInput({"text": WORDS_MISSING[kind]})
    today, for_others = clock.local_date(at), acts_for_others()
    holder = holders_on(procedure.body, today).get(seat.pk)
    document = None
    if for_others:
        came = _received(procedure, received_on, today)
        if evidence is None:
            raise EvidenceMissing(_("Attach the letter or e-mail in which the seat answers."), field="evidence")
        with house_language():
            title = _("Answer from %(seat)s on %(label)s") % {"seat": seat.name, "label": item.label}
        sender = holder.person.name if holder else asked.holder_name
        document = keep_evidence(upload=evidence, title=title, about=procedure, received_from=sender)
        acts.on_behalf_of(seat, [document])
    else:
        came = None
        if holder is None or holder.person.pk != by.person_id:
            raise NotYourSeat(NotYourSeat.message % {"seat": seat.name})
        if not takes_answers(procedure, today):
            raise AnswersClosed
    position = take_position(
        seat=asked,
        kind=kind,
        text=text,
        by=person_acting(by),
        by_secretary=for_others,
        at=at,
        evidence=document,
        received_on=came,
        by_link=by_link and not for_others,
    )
    why = stop_if_it_must(procedure=procedure, item=item, round_=round_, at=at)
    acts.record(
        procedure,
        round_,
        item,
        item.case,
        seat,
        seat=seat.name,
        kind=str(kind.label),
        label=item.label,
        title=item.case.title,
        to_meeting=why,
    )
    return position


def _received(procedure: WrittenProcedure, received_on: date | None, today: date) -> date:
    """Return the day that an answer came in writing. Raises AnswersClosed, InvalidInput."""
    came = received_on or today
    if came > today:
        raise InvalidInput({"received_on": _("The answer cannot be dated in the future.")})
    if procedure.opened_at is not None and came < clock.local_date(procedure.opened_at):
        raise InvalidInput({"received_on": _("Nobody was asked before the case was sent out.")})
    if not takes_answers(procedure, came):
        raise AnswersClosed(_("It came after the last day for answers, so it does not count."), field="received_on")
    return came
