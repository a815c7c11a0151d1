"""Written procedures: those a reader may see, one with its answers, and the rules that it runs under."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from samstyring.charter import queries as charter
from samstyring.charter.queries import WhoDecides
from samstyring.charter.registry import rule_kinds
from samstyring.charter.rules import Ruled
from samstyring.kernel import canonical, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere, Refusal
from samstyring.kernel.keeping import lasting
from samstyring.parties.models import Person

from ..models import (
    Advice,
    AgendaItem,
    Body,
    Case,
    Decision,
    Position,
    Proposal,
    Round,
    Seat,
    WrittenLetter,
    WrittenProcedure,
    WrittenReminder,
)
from ..rules import readers
from ..rules import written as rules
from ..rules.advice import RULE as ADVICE
from ..rules.bodies import is_gone
from ..rules.room import Stand, Tally
from .groups import closed_bodies
from .holders import holders_on
from .record import RoundRecord, rounds_of
from .room import decider_of
from .silent import Reminding, reminded_in, reminding_of
from .texts import ReadableProposal, canonical_text, proposals_of, readable

OPEN = WrittenProcedure.State.OPEN
PREPARED = WrittenProcedure.State.PREPARED
MOST_BODIES = 8
"""Of how many bodies the list tells the rules: those first in the charter."""


def rules_for(procedure: WrittenProcedure) -> Mapping[str, Ruled]:
    """Return the rules of procedure that it runs under: those of the day it was sent out, or of today."""
    on = clock.local_date(procedure.opened_at) if procedure.opened_at else clock.today()
    return rules_on(procedure.body, on)


def rules_on(body: Body, on: date) -> Mapping[str, Ruled]:
    """Return the rules on written procedure that hold for a body on a day."""
    held = charter.rules_on(on, body.key)
    return {key: held.get(key, Ruled(key, None, "not_regulated")) for key in rules.RULES}


def visible_to(actor: Actor) -> QuerySet[WrittenProcedure]:
    """Return those that an actor may read: who prepares all, who sits in the body those that were sent out."""
    rows = WrittenProcedure.objects.select_related("body", "case__body", "item")
    if readers.reads_all(actor):
        return rows
    seated = Q(body_id__in=readers.bodies_seated(actor), opened_at__isnull=False)
    return rows.filter(Q(body_id__in=readers.bodies_led(actor)) | seated)


def procedure_for(pk: UUID, actor: Actor) -> WrittenProcedure:
    """Return a written procedure that the actor may read. Raises NotThere."""
    found = visible_to(actor).select_related("body__leader_office", "evidence", "prepared_by").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def with_answers(rows: QuerySet[WrittenProcedure]) -> QuerySet[WrittenProcedure]:
    """Return the rows with the number of their item."""
    number = AgendaItem.objects.filter(written=OuterRef("pk")).values("number_written")[:1]
    return rows.annotate(number=Subquery(number))


@dataclass(frozen=True)
class Rights:
    """What the reader may do with it, by the charter. `own` are the seats that the reader answers for."""

    sends: bool
    leads: bool
    registers: bool
    changes: bool
    concludes: bool
    withdraws: bool
    reminds: bool
    advises: bool
    own: frozenset[str]


def rights_of(actor: Actor, procedure: WrittenProcedure) -> Rights:
    """Return what an actor may do with a written procedure. No SQL."""
    body = f"body:{procedure.body_id}"
    seats = actor.scoped_ids("seat", "member")
    return Rights(
        sends=actor.may("governance.open_written_procedure", body),
        leads=procedure.body_id in readers.bodies_led(actor),
        registers=readers.reads_all(actor) and actor.may("governance.answer_in_writing", body, "seat:"),
        changes=not procedure.advisory and actor.may("governance.change_written_text", body),
        concludes=actor.may("governance.conclude_written_procedure", body),
        withdraws=actor.may("governance.withdraw_written_procedure", body),
        reminds=actor.may("governance.remind_in_writing", body),
        advises=actor.may("governance.give_advice", body),
        own=frozenset(seat for seat in seats if actor.may("governance.answer_in_writing", f"seat:{seat}")),
    )


@dataclass(frozen=True)
class WrittenPage:
    """A written procedure whole: the text, who was asked, what they said, and what it makes."""

    procedure: WrittenProcedure
    item: AgendaItem | None
    proposals: Sequence[Proposal]
    rounds: Sequence[RoundRecord]
    positions: Mapping[UUID, Position]
    letters: Mapping[UUID, WrittenLetter]
    reminded: Mapping[UUID, WrittenReminder]
    outcome: rules.Outcome | None
    decider: WhoDecides | None
    rules: Mapping[str, Ruled]
    decision: Decision | None
    advice: Advice | None
    reminding: Reminding
    rights: Rights
    past: bool
    prepares: bool

    @property
    def last(self) -> RoundRecord | None:
        """Return the round that counts."""
        return self.rounds[-1] if self.rounds else None

    @property
    def former(self) -> RoundRecord | None:
        """Return the round before it, which the text is compared with."""
        return self.rounds[-2] if len(self.rounds) > 1 else None

    @property
    def open(self) -> bool:
        """Tell whether it is out for answers."""
        return self.procedure.state == OPEN

    @property
    def prepared(self) -> bool:
        """Tell whether it waits to be sent out."""
        return self.procedure.state == PREPARED

    @property
    def refusal(self) -> object:
        """Return why it cannot be sent out under the rules as they are, or None."""
        return rules.refusal(self.rules["written_procedure"])

    @property
    def answers(self) -> list["Answer"]:
        """Return the seats of the round that counts, with what each said and how it came."""
        if self.last is None:
            return []
        stands = self.last.tally.stands
        return [
            Answer(
                stand,
                self.positions.get(stand.round_seat_id),
                self.letters.get(stand.round_seat_id),
                self.reminded.get(stand.round_seat_id),
            )
            for stand in stands
        ]


@dataclass(frozen=True)
class Answer:
    """One seat in the round: where it stands, how that came, and the letter that asked."""

    stand: object
    position: Position | None
    letter: WrittenLetter | None
    reminder: WrittenReminder | None = None


def item_of(procedure: WrittenProcedure) -> AgendaItem | None:
    """Return the item of a written procedure that has been sent out."""
    found: AgendaItem | None = getattr(procedure, "item", None)
    return found


def text_seen(case: Case) -> str:
    """Return the digest of a case's text as it stands: what one who sends it out has read."""
    return canonical.sha256(canonical_text(case, proposals_of(case.pk)))


def written_page(pk: UUID, actor: Actor, today: date) -> WrittenPage:
    """Return a written procedure and its answers. Raises NotThere. A fixed number of SQL statements."""
    procedure = procedure_for(pk, actor)
    item, case, prepares = item_of(procedure), procedure.case, readers.prepares(actor, procedure.body_id)
    proposals = proposals_of(case.pk) if procedure.state in (PREPARED, OPEN) else []
    positions: dict[UUID, Position] = {}
    rounds: Sequence[RoundRecord] = ()
    if item is not None:
        rows = Position.objects.filter(seat__round__item=item).order_by("sequence")
        positions = {row.seat_id: row for row in rows}
        rounds = rounds_of([item.pk], positions=positions).get(item.pk, [])
    last = rounds[-1] if rounds else None
    letters: dict[UUID, WrittenLetter] = {}
    reminded: dict[UUID, WrittenReminder] = {}
    if last is not None and prepares:
        reminded = reminded_in([last.round.pk])
        letters = {row.round_seat_id: row for row in WrittenLetter.objects.filter(round=last.round.pk)}
    held, past = rules_for(procedure), today > procedure.answer_by
    out = item is not None and procedure.state == OPEN
    decider = decider_of(item, proposals) if item is not None and out and not procedure.advisory else None
    decided = procedure.state == WrittenProcedure.State.DECIDED
    return WrittenPage(
        procedure=procedure,
        item=item,
        proposals=proposals,
        rounds=rounds,
        positions=positions,
        letters=letters,
        reminded=reminded,
        outcome=_outcome(last.tally, decider, held, past=past) if last and out else None,
        decider=decider,
        rules=held,
        decision=Decision.objects.filter(item=item).first() if decided else None,
        advice=Advice.objects.filter(item=item).first() if procedure.state == WrittenProcedure.State.ADVISED else None,
        reminding=reminding_of(procedure, last.round if last else None),
        rights=rights_of(actor, procedure),
        past=past,
        prepares=prepares,
    )


def _outcome(tally: Tally, decider: WhoDecides | None, held: Mapping[str, Ruled], *, past: bool) -> rules.Outcome:
    if decider is None:
        return rules.advice_outcome(tally, held, past=past)
    return rules.outcome(tally, decider, held, past=past)


def letter_for(pk: UUID) -> WrittenLetter:
    """Return a letter with what it asks about. Raises NotThere."""
    found = (
        WrittenLetter.objects.select_related(
            "round__item__written__body", "round__item__case", "round_seat__seat", "person"
        )
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise NotThere
    return found


def reminder_for(pk: UUID) -> WrittenReminder | None:
    """Return a reminder with what it asks about, or None."""
    found = WrittenReminder.objects.select_related("person").filter(pk=pk).first()
    if found is not None:
        found.letter = letter_for(found.letter_id)
    return found


def is_asked(letter: WrittenLetter, on: date) -> bool:
    """Tell whether the letter's question is still open to whom it was sent to.

    The text is the last one, answers are taken, and the seat is still theirs.
    """
    procedure = letter.round.item.written
    if procedure is None or not rules.takes_answers(procedure, on):
        return False
    if letter.round.item.rounds.filter(number__gt=letter.round.number).exists():
        return False
    holder = holders_on(procedure.body, on).get(letter.round_seat.seat_id)
    return holder is not None and holder.person.pk == letter.person_id


def under_way(actor: Actor) -> list[WrittenProcedure]:
    """Return what is prepared or out for answers, that the actor may read, the soonest deadline first."""
    return list(visible_to(actor).filter(state__in=[PREPARED, OPEN]).order_by("answer_by"))


def silent_seats(procedures: Sequence[WrittenProcedure], actor: Actor) -> dict[UUID, set[str]]:
    """Return the seats of the actor that have not answered the last round, by procedure. Two SQL statements at most."""
    mine = actor.scoped_ids("seat", "member")
    items = {item.pk: each.pk for each in procedures if each.state == OPEN and (item := item_of(each)) is not None}
    if not mine or not items:
        return {}
    found: dict[UUID, set[str]] = {}
    for item_id, rounds in rounds_of(items).items():
        silent = {str(stand.seat_id) for stand in rounds[-1].tally.silent}
        found[items[item_id]] = silent & set(mine)
    return found


def tallies(procedures: Sequence[WrittenProcedure]) -> dict[UUID, RoundRecord]:
    """Return the round that counts of each. Three SQL statements."""
    items = {item.pk: each.pk for each in procedures if (item := item_of(each)) is not None}
    return {items[item_id]: rounds[-1] for item_id, rounds in rounds_of(items).items()} if items else {}


def prepared(case: Case, actor: Actor) -> list[WrittenProcedure]:
    """Return the written procedure that is prepared on a case in preparation, where the actor may read it."""
    if case.state != Case.State.DRAFT or not readers.prepares(actor, case.body_id):
        return []
    return list(visible_to(actor).filter(case=case, state=PREPARED))


def readable_written(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return those of the written procedures whose documents the actor may read: those who prepare for the body."""
    rows = visible_to(actor).filter(pk__in=list(ids))
    return {row.pk for row in rows if readers.prepares(actor, row.body_id)}


def body_rules(case: Case, on: date) -> Mapping[str, Ruled]:
    """Return the rules on written procedure that hold for a case's body on a day."""
    return rules_on(case.body, on)


def written_of(item: AgendaItem) -> WrittenProcedure:
    """Return the written procedure of an item that has one. Raises NotThere."""
    if item.written is None:
        raise NotThere
    return item.written


def text_of(round_: Round) -> list[ReadableProposal]:
    """Return the exact text of a round as it reads."""
    return readable(json.loads(round_.text))


def said_for(letter: WrittenLetter) -> str:
    """Return what the seat of a letter has answered in its round, in words, or ""."""
    last = Position.objects.filter(seat=letter.round_seat_id).order_by("-sequence").first()
    return str(last.get_kind_display()) if last is not None else ""


def paper_sent(case: Case) -> Mapping[str, Any]:
    """Return the paper as it was last sent."""
    last = case.edits.order_by("-sent_at").first()
    return json.loads(last.content) if last is not None else {}


def for_the_seat(by: Actor, act: str, seat_id: UUID) -> Actor:
    """Return the person in the capacity of the seat: who holds several capacities answers for the seat here."""
    for permit in by.permits(act, [f"seat:{seat_id}"]):
        if permit.capacity and permit.capacity.role in readers.SEATED:
            return by.choosing(permit.capacity.key)
    return by


# -- what the pages ask ------------------------------------------------------------------------------------------------


def has_advisers(case: Case) -> bool:
    """Tell whether some body prepares cases for the one that decides, so that it can be asked for its advice."""
    return _is_advised(case.body_id)


@lasting
def _is_advised(body_id: UUID) -> bool:
    return Body.objects.filter(prepares_for=body_id, seats__kind=Seat.Kind.VOTING).exists()


def advisers_of(case: Case, on: date) -> list["BodyRule"]:
    """Return the bodies that can be asked for their advice in a case, with what their rules say. A statement a body."""
    rows = Body.objects.filter(prepares_for=case.body_id, seats__kind=Seat.Kind.VOTING).distinct().order_by("position")
    gone = closed_bodies(on)
    held = [(body, rules_on(body, on)["written_procedure"]) for body in rows if body.pk not in gone]
    return [BodyRule(body, ruled, rules.refusal(ruled)) for body, ruled in held]


def why_not(held: Mapping[str, Ruled]) -> Refusal | None:
    """Return why a body cannot be asked in writing under these rules, or None."""
    return rules.refusal(held["written_procedure"])


def rule_labels(held: Mapping[str, Ruled], *, advisory: bool = False) -> list[tuple[Any, str, Ruled]]:
    """Return the rules on written procedure with what they are called and say, for the page; `advisory`: that on advice too."""
    keys = [key for key in rules.RULES if advisory or key != ADVICE]
    return [(kind.label, kind.says(held[key].value), held[key]) for key in keys if (kind := rule_kinds.get(key))]


@dataclass(frozen=True)
class BodyRule:
    """A body that meets, and whether it can be asked in writing."""

    body: Body
    ruled: Ruled
    refusal: Refusal | None


def open_bodies(actor: Actor, on: date) -> list[BodyRule]:
    """Return the bodies that the reader sits in, leads or prepares for, with what their rules say. A statement a body."""
    rows = Body.objects.filter(seats__kind=Seat.Kind.VOTING).exclude(kind=Body.Kind.COUNCIL).distinct()
    if not readers.reads_all(actor):
        rows = rows.filter(pk__in=readers.bodies_led(actor) | readers.bodies_seated(actor))
    found = []
    for body in rows.order_by("position")[:MOST_BODIES]:
        ruled = rules_on(body, on)["written_procedure"]
        found.append(BodyRule(body, ruled, rules.refusal(ruled)))
    return found


def own_seats(page: WrittenPage) -> list[tuple[str, str]]:
    """Return the seats that the reader can answer for now, with their names."""
    if page.last is None or not page.open or page.past:
        return []
    asked = page.last.tally.present
    return [(str(stand.seat_id), stand.name) for stand in asked if str(stand.seat_id) in page.rights.own]


def own_answers(page: WrittenPage) -> list[Stand]:
    """Return where the reader's own seats stand, as far as they have answered and can answer anew."""
    mine = {key for key, _name in own_seats(page)}
    asked = page.last.tally.present if page.last is not None and mine else ()
    return [stand for stand in asked if str(stand.seat_id) in mine and stand.answered]


def round_of(procedure: WrittenProcedure, number: str) -> Round:
    """Return a round of a procedure by its number, or the last. Raises NotThere."""
    rows = Round.objects.filter(item__written=procedure).select_related("item__case__body", "item__written__body")
    if number.isdigit():
        rows = rows.filter(number=int(number))
    found = rows.order_by("-number").first()
    if found is None:
        raise NotThere
    return found


def to_be_asked(body: Body, on: date) -> list[tuple[Seat, Person | None]]:
    """Return the voting seats of a body with whoever holds them: whom a written procedure goes to."""
    holders = holders_on(body, on)
    seats = [seat for seat in body.seats.all() if seat.kind == Seat.Kind.VOTING and not is_gone(seat, holders)]
    return [(seat, holders[seat.pk].person if seat.pk in holders else None) for seat in seats]


def objection_counts(procedure: WrittenProcedure) -> bool:
    """Tell whether an objection is counted, and so does not end the procedure by itself."""
    return rules.objection_counts(rules_for(procedure), advisory=procedure.advisory)


def is_open(procedure: WrittenProcedure) -> bool:
    """Tell whether it is out for answers."""
    return procedure.state == OPEN
