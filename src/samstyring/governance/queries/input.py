"""Input on cases: whom the seats speak for, who is asked, who has answered, and what is asked of the reader (SR-1)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet, UUIDField, Value
from django.db.models.functions import Cast

from samstyring.charter import queries as charter
from samstyring.charter.models import Accession
from samstyring.charter.rules import Ruled
from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import GroupMembership, Organisation
from samstyring.parties.queries import Reached, answers_for, reached_on

from ..models import AgendaItem, Body, Case, Input, InputAsk, InputLetter, InputParty, InputRequest, Seat, SeatHolding
from ..rules import input as rules
from ..rules import readers
from ..rules.cases import BEFORE_TREATMENT, SETTLED
from ..rules.input import Gap, PartyRow, Question, Speaking
from ..rules.meetings import day_of
from . import recorded, visible
from .bodies import parties_on
from .silent import days_ahead, reminded_ahead


def speaking(body: Body, on: date) -> Speaking:
    """Return whom a body's seats speak for on a day. Four SQL statements."""
    seats = {seat.pk: seat for seat in _voting_seats(body.pk)}
    holdings = _held(body.pk, on)
    own = {seat.organisation_id: seat.organisation for seat in seats.values() if seat.organisation}
    own |= {holding.organisation_id: holding.organisation for holding in holdings if holding.organisation}
    parties = parties_on(on)
    speak: dict[UUID, dict[UUID, Seat]] = {}
    for organisation_id, seat_id in _speaking(body.pk, on):
        if (seat := seats.get(seat_id)) is not None:
            speak.setdefault(organisation_id, {})[seat_id] = seat
    represented, unrepresented = {}, []
    for party in parties:
        if (mine := speak.get(party.pk)) is None:
            unrepresented.append(party)
        else:
            represented[party.pk] = (party, tuple(sorted(mine.values(), key=lambda seat: seat.position)))
    return Speaking(
        represented={key: each for key, each in represented.items() if key not in own},
        at_table=sorted(own.values(), key=lambda row: row.sort_key),
        unrepresented=[party for party in unrepresented if party.pk not in own],
    )


@Prepared
def _voting_seats(body_id: UUID) -> "QuerySet[Seat]":
    return _voting(body_id).select_related("organisation").order_by("position")


@Prepared
def _held(body_id: UUID, on: date) -> "QuerySet[SeatHolding]":
    return _holdings(body_id, on).select_related("organisation")


@Prepared
def _speaking(body_id: UUID, on: date) -> "QuerySet[GroupMembership, tuple[UUID, UUID]]":
    return _members(body_id, on).values_list("organisation_id", "group__seats")


def _voting(body_id: UUID) -> QuerySet[Seat]:
    return Seat.objects.filter(body_id=body_id, kind=Seat.Kind.VOTING, closed_from=None)


def _holdings(body_id: UUID, on: date) -> QuerySet[SeatHolding]:
    rows: QuerySet[SeatHolding] = SeatHolding.objects.on(on).filter(
        seat__body_id=body_id, seat__kind=Seat.Kind.VOTING, organisation__isnull=False
    )
    return rows


def _members(body_id: UUID, on: date) -> QuerySet[GroupMembership]:
    """Return who belongs to a group that a voting seat of the body speaks for, a row for each such seat."""
    rows: QuerySet[GroupMembership] = GroupMembership.objects.on(on).filter(
        group__seats__body_id=body_id, group__seats__kind=Seat.Kind.VOTING, group__seats__closed_from=None
    )
    return rows.order_by()


def _represented(body: Body, on: date) -> QuerySet[GroupMembership]:
    """Return the memberships of the parties that a seat speaks for and that hold none themselves."""
    signed = Accession.objects.on(on).values("organisation_id")
    rows = _members(body.pk, on).filter(organisation_id__in=signed)
    rows = rows.exclude(organisation_id__in=_holdings(body.pk, on).values("organisation_id"))
    return rows.exclude(organisation_id__in=_voting(body.pk).exclude(organisation=None).values("organisation_id"))


# -- one case ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CaseInput:
    """How those whom the seats speak for are heard in a case. `texts` tells whether the reader may read what they say."""

    case: Case
    rows: Sequence[PartyRow]
    speaking: Speaking
    texts: bool
    asks_for: Sequence[Seat]
    may_ask: bool
    may_register: bool

    @cached_property
    def gap(self) -> Gap:
        """Return how far they have been heard."""
        return gap_of(self.rows)

    @property
    def gist(self) -> list[tuple[str, str, int]]:
        """Return how many lean which way."""
        return rules.gist(self.rows)

    @cached_property
    def words(self) -> list[PartyRow]:
        """Return the answers that say something, an answer for several municipalities once."""
        seen: dict[UUID, PartyRow] = {}
        for row in self.rows:
            if row.given is not None and row.given.text:
                seen.setdefault(row.given.pk, row)
        return list(seen.values())

    def named(self, state: str) -> list[Organisation]:
        """Return the municipalities in a state."""
        return [row.organisation for row in self.rows if row.state == state]

    @cached_property
    def answered(self) -> list[Organisation]:
        """Return who has answered."""
        return self.named("answered")

    @cached_property
    def silent(self) -> list[Organisation]:
        """Return who is asked and has not answered."""
        return self.named("silent")

    @cached_property
    def not_asked(self) -> list[Organisation]:
        """Return whom a seat speaks for and nobody asked."""
        return [row.organisation for row in self.rows if row.state == "not_asked" and row.seats]

    @property
    def unrepresented(self) -> list[Organisation]:
        """Return the parties that no seat speaks for."""
        return list(self.speaking.unrepresented)


def gap_of(rows: Iterable[PartyRow]) -> Gap:
    """Count who is asked, who has answered, and whom a seat speaks for and nobody asked."""
    rows = list(rows)
    return Gap(
        asked=sum(1 for row in rows if row.state in ("answered", "silent")),
        answered=sum(1 for row in rows if row.state == "answered"),
        not_asked=sum(1 for row in rows if row.state == "not_asked" and row.seats),
    )


def reads_texts(actor: Actor, case: Case) -> bool:
    """Tell whether someone reads what municipalities say: the body's members and leader, its chair, the secretariat."""
    if readers.prepares(actor, case.body_id) or str(case.body_id) in actor.scoped_ids("body", "member"):
        return True
    chaired = readers.meetings_chaired(actor)
    return bool(chaired) and AgendaItem.objects.filter(case=case, meeting_id__in=chaired).exists()


def case_input(case: Case, actor: Actor, today: date) -> CaseInput:
    """Return how a case is heard, for someone who may read the case. At most nine SQL statements."""
    found = speaking(case.body, today)
    is_open = rules.closed(case) is None
    mine = seats_to_ask_for(actor, found) if is_open else []
    return CaseInput(
        case=case,
        rows=party_rows(case, found),
        speaking=found,
        texts=reads_texts(actor, case),
        asks_for=mine,
        may_ask=is_open and bool(mine or actor.may("governance.ask_for_input")),
        may_register=is_open and actor.may("governance.answer_input"),
    )


def seats_to_ask_for(actor: Actor, found: Speaking) -> list[Seat]:
    """Return the seats, with someone to speak for, that the reader can ask for."""
    seats = {seat.pk: seat for _organisation, seats in found.represented.values() for seat in seats}
    return sorted(
        (seat for seat in seats.values() if actor.may("governance.ask_for_input", f"seat:{seat.pk}")),
        key=lambda seat: seat.position,
    )


def party_rows(case: Case, found: Speaking) -> list[PartyRow]:
    """Return a row for everyone represented, unrepresented, asked or heard in a case. At most six SQL statements."""
    last = {ask.organisation_id: ask for ask in recorded.asks_about((case.pk,))}
    letters = {
        (letter.request_id, letter.person_id): letter
        for letter in (InputLetter.objects.filter(request__case=case) if last else ())
    }
    given: dict[UUID, list[Input]] = {}
    names = {organisation.pk: organisation for organisation in found.of_seat(None)}
    for row in recorded.inputs_to((case.pk,)):
        for party in row.parties.all():
            given.setdefault(party.organisation_id, []).append(row)
            names.setdefault(party.organisation_id, party.organisation)
    for ask in last.values():
        names.setdefault(ask.organisation_id, ask.organisation)
    rows, gone = [], charter.gone_on(clock.today()) if last else {}
    for organisation in sorted(names.values(), key=lambda each: each.sort_key):
        asked, answers = last.get(organisation.pk), given.get(organisation.pk, [])
        seats = found.seats_of(organisation)
        if not seats and asked is not None and asked.seat is not None:
            seats = (asked.seat,)
        rows.append(
            PartyRow(
                organisation=organisation,
                seats=seats,
                ask=asked,
                letter=letters.get((asked.request_id, asked.person_id)) if asked else None,
                given=answers[-1] if answers else None,
                earlier=answers[-2::-1] if len(answers) > 1 else (),
                has_left=organisation.pk in gone,
            )
        )
    return rows


# -- several cases -----------------------------------------------------------------------------------------------------


def gaps(body: Body, cases: Iterable[Case], today: date) -> dict[UUID, Gap]:
    """Return how far each case yet to be decided is heard, those with nothing to say left out. At most three SQL statements."""
    ids = [case.pk for case in cases if case.kind in rules.ASKS_FOR_VIEWS and case.state not in SETTLED]
    if not ids:
        return {}
    asks = InputAsk.objects.filter(request__case_id__in=ids).order_by()
    answers = InputParty.objects.filter(input__case_id__in=ids).order_by()
    nowhere = Cast(Value(None), UUIDField())
    rows = (
        _represented(body, today)
        .values_list(nowhere, "organisation_id", Value(False))
        .union(
            asks.values_list("request__case_id", "organisation_id", Value(False)),
            answers.values_list("input__case_id", "organisation_id", Value(True)),
        )
    )
    represented: set[UUID] = set()
    asked: dict[UUID, set[UUID]] = {key: set() for key in ids}
    heard: dict[UUID, set[UUID]] = {key: set() for key in ids}
    for case_id, organisation_id, has_answered in rows:
        if case_id is None:
            represented.add(organisation_id)
            continue
        asked[case_id].add(organisation_id)
        if has_answered:
            heard[case_id].add(organisation_id)
    gone = set(charter.gone_on(today)) if any(asked.values()) else set()
    counted = {
        key: Gap(len(asked[key] - (gone - heard[key])), len(heard[key]), len(represented - asked[key])) for key in ids
    }
    return {key: gap for key, gap in counted.items() if gap.words}


def gap_words(body: Body, cases: Iterable[Case], today: date) -> dict[UUID, str]:
    """Return the same in words, for pages that list cases."""
    return {key: gap.words for key, gap in gaps(body, cases, today).items()}


# -- asking ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ToAsk:
    """Whom one can ask about a case, through whom, and who has nobody to ask."""

    seat: Seat | None
    rows: Sequence[tuple[PartyRow, Reached]]
    unreachable: Sequence[Organisation]
    latest: date | None
    drafted: bool
    ahead: Ruled
    """How many days before the deadline the silent are reminded, by the rules of the body that treats the case."""

    @property
    def days(self) -> int:
        """Return the days, the house's own where it is not regulated."""
        return days_ahead(self.ahead)


def meeting_day(case: Case) -> date | None:
    """Return the day of the coming meeting that has the case on its agenda, or None."""
    item = (
        case.items.filter(
            meeting__isnull=False, advisory=False, state__in=[AgendaItem.State.LISTED, AgendaItem.State.OPEN]
        )
        .select_related("meeting")
        .order_by("-meeting__starts_at")
        .first()
    )
    return day_of(item.meeting) if item else None


def to_ask(case: Case, seat: Seat | None, today: date, found: Speaking) -> ToAsk:
    """Return whom a seat (or the secretariat, for all of them) can ask about a case."""
    wanted = {organisation.pk for organisation in found.of_seat(seat)}
    rows = [row for row in party_rows(case, found) if row.organisation.pk in wanted]
    people = reached_on(today)
    return ToAsk(
        seat=seat,
        rows=[(row, people[row.organisation.pk]) for row in rows if row.organisation.pk in people],
        unreachable=[row.organisation for row in rows if row.organisation.pk not in people],
        latest=meeting_day(case),
        drafted=not case.edits.exists(),
        ahead=reminded_ahead(case.body.key, today),
    )


# -- what is asked of the reader ---------------------------------------------------------------------------------------


def letter(pk: UUID) -> InputLetter:
    """Return the letter that a link belongs to. Raises NotThere."""
    found = InputLetter.objects.select_related("request__case__body", "person").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def question_of_letter(pk: UUID) -> Question:
    """Return the question that a letter asks. Raises NotThere when the case takes no more input."""
    found = letter(pk)
    asks = InputAsk.objects.filter(request=found.request, person=found.person).select_related("organisation")
    question = _question(found.request.case, [ask.organisation for ask in asks], found.request)
    if not question.is_open:
        raise NotThere
    return question


def question_to(case_id: UUID, actor: Actor) -> Question:
    """Return the question to those that the reader answers for, also when it is settled. Raises NotThere."""
    asks = list(_asks_of(actor).filter(request__case_id=case_id).order_by("request__asked_at"))
    if not asks:
        raise NotThere
    last = {ask.organisation_id: ask for ask in asks}
    organisations = sorted((ask.organisation for ask in last.values()), key=lambda row: row.sort_key)
    return _question(asks[-1].request.case, organisations, asks[-1].request)


def open_questions(actor: Actor) -> list[Question]:
    """Return what the reader's municipalities are asked and not all have answered, the earliest deadline first."""
    if not answers_for(actor):
        return []
    by_case: dict[UUID, list[InputAsk]] = {}
    for ask in _asks_of(actor).filter(request__case__state__in=BEFORE_TREATMENT).order_by("request__asked_at"):
        by_case.setdefault(ask.request.case_id, []).append(ask)
    answers = _answers(by_case)
    questions = []
    for key, asks in by_case.items():
        organisations = {ask.organisation_id: ask.organisation for ask in asks}
        mine = {pk: given for (case_id, pk), given in answers.items() if case_id == key and pk in organisations}
        if len(mine) < len(organisations):
            request = asks[-1].request
            questions.append(Question(request.case, request, list(organisations.values()), answers=mine))
    return sorted(questions, key=lambda question: (question.request.answer_by, question.case.reference))


def _asks_of(actor: Actor) -> QuerySet[InputAsk]:
    rows = InputAsk.objects.filter(organisation_id__in=answers_for(actor))
    return rows.select_related("organisation", "request__case__body", "request__seat", "request__asked_by")


def _answers(case_ids: Iterable[UUID]) -> dict[tuple[UUID, UUID], Input]:
    rows = InputParty.objects.filter(input__case_id__in=list(case_ids)).select_related("input")
    return {(row.input.case_id, row.organisation_id): row.input for row in rows.order_by("input__at", "input_id")}


def _question(case: Case, organisations: Sequence[Organisation], request: InputRequest) -> Question:
    answers = _answers([case.pk])
    rows = case.items.filter(meeting__isnull=False, advisory=False)
    item = rows.select_related("meeting").order_by("-meeting__starts_at").first()
    return Question(
        case=case,
        request=request,
        organisations=organisations,
        content=json.loads(request.content) if request.content else {},
        meets_at=item.meeting.starts_at if item else None,
        answers={row.pk: answers[case.pk, row.pk] for row in organisations if (case.pk, row.pk) in answers},
    )


def readable_inputs(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return those of the inputs whose evidence the actor may read: it is theirs, or they read the case's input."""
    mine = answers_for(actor)
    rows = list(Input.objects.filter(pk__in=list(ids)).select_related("case").prefetch_related("parties"))
    cases = visible.readable_cases(actor, {row.case_id for row in rows})
    return {
        row.pk
        for row in rows
        if any(party.organisation_id in mine for party in row.parties.all())
        or (row.case_id in cases and reads_texts(actor, row.case))
    }
