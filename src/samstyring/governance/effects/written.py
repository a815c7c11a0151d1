"""What the acts of written procedure have in common: the leader's word, the letters, and how one ends."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from samstyring.charter.models import Procedure
from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.acts import current_actor, current_permit, effect, on_behalf_of
from samstyring.kernel.models import Basis
from samstyring.records.effects import Upload, keep_evidence, put_question
from samstyring.ui import formats

from .. import written_letters
from ..errors import (
    AnswersComing,
    CaseOnAgenda,
    NobodyToCall,
    NoLeader,
    NotAskedInWriting,
    ObserverHasNoPosition,
    OtherBodysCase,
    OtherProcedure,
    RoundPast,
    WrittenEnded,
    WrittenNeedsLeader,
    WrittenNotSent,
)
from ..errors.advice import AdviceUnanswered
from ..models import (
    AgendaItem,
    Body,
    Case,
    Meeting,
    Round,
    RoundSeat,
    Seat,
    WrittenLetter,
    WrittenProcedure,
    WrittenReminder,
)
from ..queries.groups import check_open
from ..queries.leaders import leader_on
from ..queries.papers import paper_of
from ..queries.standing import latest_round, person_acting, tally_of
from ..queries.texts import house_language, proposals_of
from ..queries.written import rules_for, rules_on
from ..rules.advice import advises
from ..rules.agenda import in_order
from ..rules.cases import change_refusal
from ..rules.room import Tally
from ..rules.summons import on_word
from ..rules.written import KINDS, advice_outcome, ends_at_once, refusal
from .agenda import list_case, renumber_positions
from .decisions import authority_over
from .ready import has_proposal, is_ready
from .treat import Finder, acts_for_others, end_item

QUESTION = "governance.written"
OPEN_ACT = "governance.open_written_procedure"


def out_for_answers(procedure: WrittenProcedure) -> AgendaItem:
    """Return the item of a procedure that is out for answers. Raises WrittenNotSent, WrittenEnded."""
    if procedure.state == WrittenProcedure.State.PREPARED:
        raise WrittenNotSent
    if procedure.state != WrittenProcedure.State.OPEN:
        raise WrittenEnded
    return AgendaItem.objects.select_related("case__body").get(written=procedure)


def last_round_out(round_: Round, procedure: WrittenProcedure) -> AgendaItem:
    """Return the item of a round that counts, and is out for answers. Raises RoundPast, WrittenNotSent, WrittenEnded."""
    item = out_for_answers(procedure)
    last = latest_round(item.pk)
    if last is None or last.pk != round_.pk:
        raise RoundPast
    return item


@effect
def may_be_asked(*, case: Case, body: Body, on: date, basis: Basis | None = None) -> None:
    """Hold that the rules open for it, and that the case could go on an agenda and be decided by those who meet.

    An advising body can be asked where its own rules open for it; then it only needs a proposal to advise on (RG-2).
    Raises WrittenNotOpen, WrittenForbidden, OtherBodysCase, OtherProcedure, and what putting a case on an agenda raises.
    """
    del basis
    check_open(body, on)
    for_advice = body.pk != case.body_id
    if for_advice and not advises(body, case):
        raise OtherBodysCase
    refused = refusal(rules_on(body, on)["written_procedure"]) or change_refusal(case)
    if refused is not None:
        raise refused
    if case.state == Case.State.ON_AGENDA:
        raise CaseOnAgenda
    if for_advice:
        has_proposal(case=case, paper=paper_of(case, on))
        return
    is_ready(case=case, paper=paper_of(case, on), on=on)
    decider = authority_over(case.body.key, proposals_of(case.pk), on)[0]
    if decider.procedure_kind not in KINDS:
        raise OtherProcedure(
            _("The agreement has this decided in another way: %(procedure)s.")
            % {"procedure": Procedure.Kind(decider.procedure_kind).label},
            clause=decider.clause_of_procedure,
        )


@effect
def asked_seat(*, round_: Round, seat: Seat, basis: Basis | None = None) -> RoundSeat:
    """Return the seat as it was asked in the round. Raises ObserverHasNoPosition, NotAskedInWriting."""
    del basis
    if seat.kind == Seat.Kind.OBSERVER:
        raise ObserverHasNoPosition(ObserverHasNoPosition.message % {"seat": seat.name}, clause=seat.clause or None)
    found = RoundSeat.objects.filter(round=round_, seat=seat).first()
    if found is None or not found.present:
        raise NotAskedInWriting(NotAskedInWriting.message % {"seat": seat.name})
    return found


@effect
def leads_for(*, procedure: WrittenProcedure, by: Actor, at: datetime, basis: Basis | None = None) -> Finder:
    """Return who finds the result: the leader, also where the secretariat writes it down for the leader."""
    del basis
    person = person_acting(by)
    leader = leader_on(procedure.body, clock.local_date(at)) if acts_for_others() else None
    if leader is None or leader.pk == person.pk:
        return Finder(person)
    with house_language():
        as_what = _("leader of %(body)s; written down by %(who)s") % {"body": procedure.body.name, "who": person.name}
    on_behalf_of(leader)
    return Finder(leader, as_what)


@effect
def leaders_word(
    *, procedure: WrittenProcedure, evidence: Upload | None, at: datetime, basis: Basis | None = None
) -> None:
    """Say on whose authority the body is asked: the leader's own, or the leader's word in writing (as LE-2 for meetings).

    Where the charter gives the leader no such power, or the body no leader, whoever has it needs nobody's word. Raises WrittenNeedsLeader,
    NoLeader.
    """
    actor, permit = current_actor(), current_permit()
    led = procedure.body.leader_office_id is not None
    clause = actor.powers.get(OPEN_ACT, {}).get("leader") if led else None
    role = permit.capacity.role if permit.capacity else None
    with house_language():
        if clause is None:
            procedure.authority = _("sent by %(name)s") % {"name": actor.name}
        elif role == "leader":
            procedure.authority = _("sent by the leader, %(name)s") % {"name": actor.name}
        elif evidence is None:
            raise WrittenNeedsLeader(field="evidence")
        else:
            leader = leader_on(procedure.body, clock.local_date(at))
            if leader is None:
                raise NoLeader
            title = _("The leader's approval of a written procedure")
            procedure.evidence = keep_evidence(
                upload=evidence, title=title, about=procedure, received_from=leader.name, basis=basis
            )
            procedure.authority = on_word(leader.name, formats.day(at)).text
            on_behalf_of(leader, [procedure.evidence])


@effect
def ask_seats(*, round_: Round, procedure: WrittenProcedure, basis: Basis | None = None) -> list[WrittenLetter]:
    """Send each holder of a voting seat one letter with the question and a link. Raises NobodyToCall."""
    del basis
    letters = []
    for row in round_.seats.filter(person__isnull=False).select_related("person"):
        assert row.person is not None
        letter = WrittenLetter(round=round_, round_seat=row, person=row.person)
        put_question(letter=letter, question=QUESTION, about=letter, person=row.person, answer_by=procedure.answer_by)
        written_letters.send_written_question.enqueue(str(letter.pk))
        letters.append(letter)
    if not letters:
        raise NobodyToCall
    return letters


@effect
def remind_seats(
    *, letters: Sequence[WrittenLetter], procedure: WrittenProcedure, at: datetime, basis: Basis | None = None
) -> list[WrittenReminder]:
    """Send those whose letters these are a reminder with a link of its own; the former link takes no answer any more."""
    del basis
    made = []
    for letter in letters:
        reminder = WrittenReminder(
            round_seat=letter.round_seat,
            letter=letter,
            person=letter.person,
            answer_by=procedure.answer_by,
            reminded_at=at,
        )
        put_question(
            letter=reminder, question=QUESTION, about=letter, person=letter.person, answer_by=procedure.answer_by
        )
        written_letters.send_written_reminder.enqueue(str(reminder.pk))
        made.append(reminder)
    return made


@effect
def end_written(
    *,
    procedure: WrittenProcedure,
    state: WrittenProcedure.State,
    at: datetime,
    why: str = "",
    basis: Basis | None = None,
) -> None:
    """Let a procedure be over."""
    del basis
    procedure.state, procedure.ended_at, procedure.outcome = state, at, why[:1000]
    procedure.revision += 1
    procedure.save(update_fields=["state", "ended_at", "outcome", "revision"])


@effect
def to_meeting(
    *, procedure: WrittenProcedure, item: AgendaItem, why: str, at: datetime, basis: Basis | None = None
) -> Meeting | None:
    """Send the case to the next meeting: on its agenda at once where that can still be changed, else when it is frozen.

    The number stays used. Return the meeting, where there is one.
    """
    end_item(item=item, state=AgendaItem.State.POSTPONED, case_state=Case.State.DRAFT, why=why[:500])
    end_written(procedure=procedure, state=WrittenProcedure.State.TO_MEETING, at=at, why=why, basis=basis)
    meeting: Meeting | None = (
        Meeting.objects.select_related("body")
        .filter(body=procedure.body, state=Meeting.State.PLANNED, frozen_at__isnull=True, starts_at__gt=at)
        .order_by("starts_at")
        .first()
    )
    if meeting is not None:
        list_case(meeting=meeting, case=item.case, basis=basis)
        renumber_positions(items=in_order(list(meeting.items.select_related("case"))))
    return meeting


@effect
def stop_if_it_must(
    *, procedure: WrittenProcedure, item: AgendaItem, round_: Round, at: datetime, basis: Basis | None = None
) -> str:
    """Send the case to a meeting where an answer demands it, and return why ("" where it goes on)."""
    with house_language():
        why = ends_at_once(tally_of(round_, live=False), rules_for(procedure), advisory=procedure.advisory)
    if why:
        to_meeting(procedure=procedure, item=item, why=why, at=at, basis=basis)
    return why


@effect
def enough_answered(*, tally: Tally, procedure: WrittenProcedure, on: date, basis: Basis | None = None) -> None:
    """Hold that an advising body has answered as its rules ask. Raises AnswersComing, AdviceUnanswered."""
    del basis
    found = advice_outcome(tally, rules_for(procedure), past=on > procedure.answer_by)
    if found.kind == "waiting":
        raise AnswersComing(f"{AnswersComing.message} {found.why}")
    if found.kind == "to_meeting":
        raise AdviceUnanswered(found.why)
