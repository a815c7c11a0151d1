"""What can be asked of decisions: the register, one decision with why it stands, and the public's part of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models

from samstyring.charter.models import Clause
from samstyring.charter.registry import Done, Under
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.models import Basis
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.telling import Told, about
from samstyring.parties.models import Person
from samstyring.records.models import TakenOverDecision
from samstyring.ui.addresses import address_of

from ..models import Action, Body, Case, ConditionConfirmation, Decision, Proposal
from ..registry import Reading, matters
from ..rules import readers
from ..rules.cases import read
from ..rules.publicity import Publicity
from . import visible
from .advice import Given
from .deadlines import with_due
from .disqualification import Asked, asked_on
from .publicity import of_decision
from .record import ItemRecord, RoundRecord, one_item, rounds_of
from .standing import chair_of
from .texts import condition_of, condition_words, proposals_of

LISTED = (
    "body__name",
    "body_key",
    "year",
    "number",
    "number_written",
    "title",
    "text",
    "way",
    "item_id",
    "meeting_id",
    "clause_of_authority",
    "decided_on",
    "registered_on",
)


def visible_to(actor: Actor) -> "models.QuerySet[Decision]":
    """Return the decisions that an actor may read: the public reads what is released, and no more.

    So does an account without any part in the co-operation. Those who take part read all but what is exempt from public
    access, which is for the body itself and the secretariat.
    """
    rows = Decision.objects.select_related("basis", "body", "case", "meeting", "found_by", "release")
    if readers.reads_all(actor):
        return rows
    if not actor.takes_part:
        return rows.filter(release__isnull=False)
    bodies = readers.bodies_led(actor) | readers.bodies_seated(actor)
    return rows.filter(models.Q(case__exempt=False) | models.Q(body_id__in=bodies))


def listed(rows: "models.QuerySet[Decision]") -> "models.QuerySet[Decision]":
    """Return decisions with what a list or its file shows of each, and no more."""
    return rows.select_related(None).select_related("body").only(*LISTED)


def find(rows: "models.QuerySet[Decision]", words: str) -> "models.QuerySet[Decision]":
    """Return those of the decisions that hold all the words, in title, text or number ("SG 21/22")."""
    for word in words.split():
        found = models.Q(title__holds=word) | models.Q(text__holds=word) | models.Q(body_key__iexact=word)
        number, _slash, year = word.partition("/")
        if year:
            found |= models.Q(number_written__icontains=word)
        if number.isdigit() and year.isdigit():
            found |= models.Q(number=int(number), year=int(year) + (2000 if int(year) < 100 else 0))
        rows = rows.filter(found)
    return rows


def years(actor: Actor) -> list[tuple[str, str]]:
    """Return the years that there are decisions of, the newest first."""
    found = visible_to(actor).order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in found]


def address_of_any(decision: Decision | TakenOverDecision) -> str:
    """Return where a decision is read, made here or taken over."""
    if isinstance(decision, TakenOverDecision):
        return decision.get_absolute_url()
    return address_of_decision(decision)


def bodies(actor: Actor) -> list[tuple[str, str]]:
    """Return the bodies that have decided something."""
    keys = visible_to(actor).order_by().values_list("body_id", flat=True).distinct()
    return list(Body.objects.filter(pk__in=list(keys)).values_list("key", "name"))


def decision_for(body: str, year: int, number: int, actor: Actor) -> Decision:
    """Return a decision by its number. Raises NotThere for any that the actor may not read."""
    found = visible_to(actor).filter(body_key__iexact=body, year=year, number=number)
    key = found.values_list("pk", flat=True).first()
    if key is None:
        raise NotThere
    return _whole(key)[0]


@Prepared
def _whole(pk: UUID) -> "models.QuerySet[Decision]":
    """Return a decision with all that its page shows: so many columns that their SQL is written once."""
    of = ("basis", "body", "case", "meeting__body", "found_by", "release__released_by")
    rows = Decision.objects.filter(pk=pk).select_related(*of)
    return rows.select_related("edition__agreement", "evidence", "item__meeting__body", "round")


@dataclass(frozen=True)
class ClosedDecision:
    """What whoever takes part may know of a decision that is exempt from public access: that it is there, and why closed."""

    label: str
    body_name: str
    decided_on: date
    legal_basis: str


def closed_decision(body: str, year: int, number: int, actor: Actor) -> ClosedDecision:
    """Return what whoever takes part may know of an exempt decision. Raises NotThere where there is none.

    A figure that rests on it leads here: whoever may see the figure sees that it was decided, and nothing of what.
    """
    found = Decision.objects.filter(body_key__iexact=body, year=year, number=number, case__exempt=True)
    decision = found.select_related("body", "case").first()
    if decision is None or not actor.takes_part:
        raise NotThere
    return ClosedDecision(decision.label, decision.body.name, decision.decided_on, decision.case.legal_basis)


@dataclass(frozen=True)
class TookEffect:
    """A proposal of the decision: how it reads, what became of it, and on what it rests."""

    proposal: Proposal
    reading: Reading
    condition: str
    confirmation: ConditionConfirmation | None
    overdue: bool


@dataclass(frozen=True)
class DecisionPage:
    """A decision with why it stands: authority, procedure, who was entitled, who said what, what it led to."""

    decision: Decision
    record: ItemRecord | None
    authority: Sequence[tuple[str, str]]
    procedure: Sequence[tuple[str, str]]
    effects: Sequence[TookEffect]
    actions: Sequence[Action]
    happened: Sequence[Told]
    disqualification: Sequence[Asked]
    reads_case: bool
    reads_meeting: bool
    publicity: Publicity
    written_for: Person | None
    """Who chaired and found it, when the secretariat wrote it down for the chair (SG-7)."""

    @property
    def advice(self) -> Sequence[Given]:
        """Return what advising bodies said in the case before it was decided."""
        return self.record.advice if self.record else ()

    @property
    def late(self) -> bool:
        """Tell whether it was registered later than it was made (VA-1)."""
        return self.decision.registered_on != self.decision.decided_on

    @property
    def round(self) -> RoundRecord | None:
        """Return the round that was decided on."""
        return self.record.last if self.record else None


def decision_page(body: str, year: int, number: int, actor: Actor, today: date) -> DecisionPage:
    """Return a decision and why it stands. Raises NotThere. A fixed number of SQL statements, besides the matters'."""
    decision = decision_for(body, year, number, actor)
    proposals = proposals_of(decision.case_id)
    rounds = rounds_of([decision.item_id]).get(decision.item_id, []) if decision.item_id else []
    record = None
    if decision.item is not None:
        decision.item.case = decision.case
        record = one_item(decision.item, rounds, proposals, decision=decision)
    confirmations = {row.proposal_id: row for row in _confirmations(decision.case_id)}
    authority, procedure = clauses(decision, decision.clause_of_authority, decision.clause_of_procedure)
    return DecisionPage(
        decision=decision,
        record=record,
        authority=authority,
        procedure=procedure,
        effects=[_effect(decision.case, each, proposals, confirmations, today) for each in proposals],
        actions=record.actions if record and record.decision else actions_of(decision),
        happened=happened(decision, proposals),
        disqualification=asked_on([decision.item_id]).get(decision.item_id, []) if decision.item_id else [],
        reads_case=bool(visible.readable_cases(actor, [decision.case_id])),
        reads_meeting=decision.meeting_id is not None and bool(visible.readable_meetings(actor, [decision.meeting_id])),
        publicity=of_decision(decision),
        written_for=_written_for(decision),
    )


@Prepared
def _confirmations(case_id: UUID) -> "models.QuerySet[ConditionConfirmation]":
    rows = ConditionConfirmation.objects.filter(proposal__case_id=case_id)
    return rows.select_related("basis", "confirmed_by", "evidence")


def _written_for(decision: Decision) -> Person | None:
    """Return the chair whose finding another wrote down, or None: a leader who decides does it in person."""
    if decision.meeting is None or decision.way == Decision.Way.LEADER:
        return None
    chair = chair_of(decision.meeting, decision.decided_on)
    return chair if chair is not None and chair.pk != decision.found_by_id else None


def clauses(decision: Decision, *refs: str) -> list[list[tuple[str, str]]]:
    """Return the clauses of each text of refs ("SG-6, SG-7") with their headings, as in the edition in force on the day.

    One SQL statement.
    """
    wanted = [[ref.strip() for ref in text.split(",") if ref.strip()] for text in refs]
    all_of_them = {ref for some in wanted for ref in some}
    known = dict(_headings(decision.edition_id, list(all_of_them)))
    return [[(ref, known.get(ref, "")) for ref in some] for some in wanted]


@Prepared
def _headings(edition_id: UUID, refs: Sequence[str]) -> "models.QuerySet[Clause, tuple[str, str]]":
    return Clause.objects.filter(edition_id=edition_id, ref__in=refs).values_list("ref", "heading")


def actions_of(decision: Decision) -> list[Action]:
    """Return what is to be followed up after a decision, with whom it falls to. One SQL statement."""
    return list(with_due(decision.actions.all()).select_related("organisation", "person"))


def _effect(
    case: Case,
    proposal: Proposal,
    proposals: Sequence[Proposal],
    confirmations: Mapping[UUID, ConditionConfirmation],
    today: date,
) -> TookEffect:
    try:
        reading = read(case, proposal, proposals, today)
    except NotThere:
        matter = matters.get(proposal.matter)
        reading = Reading(heading=matter.label if matter else proposal.matter)
    waiting = proposal.state == Proposal.State.WAITING
    return TookEffect(
        proposal,
        reading,
        condition_words(condition_of(proposal)),
        confirmations.get(proposal.pk),
        waiting and proposal.condition_latest is not None and today > proposal.condition_latest,
    )


def happened(decision: Decision, proposals: Sequence[Proposal]) -> list[Told]:
    """Return what the journal holds of the way to a decision and from it, the oldest first. One SQL statement."""
    things = [decision.pk, decision.case_id, *(proposal.pk for proposal in proposals)]
    return about([*things, decision.item_id] if decision.item_id else things)


def address_of_decision(decision: Decision) -> str:
    """Return the address of a decision's page."""
    return address_of("governance:decision", decision.body_key, decision.year, decision.number)


def is_closed_to(actor: Actor, basis: Basis) -> bool:
    """Tell whether a basis is a decision that the actor may know nothing of, but that something rests on it."""
    if actor.takes_part:
        return False
    found = _of_basis(basis)
    return found is not None and not visible_to(actor).filter(pk=found.pk).exists()


def _of_basis(basis: Basis) -> Decision | None:
    of_condition = models.Q(case__proposals__confirmation__basis=basis)
    return Decision.objects.filter(models.Q(basis=basis) | of_condition).first()


def address_of_basis(basis: Basis) -> str:
    """Return where a basis that governance made is shown: its decision, or its body; "" for others.

    An appointment to a seat has the page of the basis itself, where the letter stands.
    """
    decision = _of_basis(basis)
    if decision is not None:
        return address_of_decision(decision)
    body = Body.objects.filter(
        models.Q(designations__begun_by=basis)
        | models.Q(designations__ended_by=basis)
        | models.Q(standing_instructions__begun_by=basis)
        | models.Q(standing_instructions__ended_by=basis)
    ).first()
    return address_of("governance:body", body.key) if body is not None else ""


def under_clause(actor: Actor, on: date, *, ref: str | None = None, most: int | None = None) -> dict[str, Under]:
    """Return the newest decisions under each clause (or one) that the actor may read. One SQL statement.

    `most` is how many of each; None is all. How many there are in all stands beside.
    """
    rows = visible_to(actor).filter(decided_on__lte=on).order_by("-decided_on", "-number")
    if ref is not None:
        rows = rows.filter(models.Q(clause_of_authority__contains=ref) | models.Q(clause_of_procedure__contains=ref))
    found: dict[str, list[Done]] = {}
    counts: Counter[str] = Counter()
    columns = (
        "clause_of_authority",
        "clause_of_procedure",
        "body_key",
        "year",
        "number",
        "number_written",
        "title",
        "decided_on",
    )
    for authority, procedure, *rest in rows.values_list(*columns):
        for clause in {part.strip() for part in f"{authority},{procedure}".split(",")}:
            counts[clause] += 1
            if (ref is None or clause == ref) and (most is None or counts[clause] <= most):
                found.setdefault(clause, []).append(_done(*rest))
    return {clause: Under(newest, counts[clause]) for clause, newest in found.items()}


def _done(body: str, year: int, number: int, written: str, title: str, day: date) -> Done:
    decision = Decision(body_key=body, year=year, number=number, number_written=written)
    return Done(f"{decision.label} {title}", address_of_decision(decision), day)


def waiting_for_condition(on: date) -> list[tuple[Proposal, Decision]]:
    """Return the proposals that wait for a condition, the soonest first, with their decisions. One SQL statement."""
    del on
    rows = (
        Proposal.objects.filter(state=Proposal.State.WAITING)
        .select_related("case__decision", "case__body")
        .order_by("condition_latest")
    )
    return [(row, row.case.decision) for row in rows]


def proposal_for(pk: UUID, actor: Actor) -> Proposal:
    """Return a decided proposal by its id, of a decision that the actor may read. Raises NotThere."""
    found = Proposal.objects.select_related("case__decision", "case__body").filter(pk=pk).first()
    decision = getattr(found.case, "decision", None) if found else None
    if found is None or decision is None or not visible_to(actor).filter(pk=decision.pk).exists():
        raise NotThere
    return found


def case_for(pk: UUID, actor: Actor) -> Case:
    """Return a case, for those who may register what was decided of it. Raises NotThere."""
    found = Case.objects.select_related("body").filter(pk=pk).first()
    if found is None or not actor.may("governance.register_late_decision", f"body:{found.body_id}"):
        raise NotThere
    return found


def passages(decision: Decision) -> list[tuple[str, str]]:
    """Return what can be left out of a decision's public copy: the reasons, and what single seats said."""
    found = [("reasons", decision.reasons)] if decision.reasons else []
    rounds = rounds_of([decision.item_id]).get(decision.item_id, []) if decision.item_id else []
    said = [stand for stand in (rounds[-1].tally.stands if rounds else ()) if stand.text]
    return found + [(f"position:{stand.round_seat_id}", f"{stand.name}: {stand.text}") for stand in said]


WAYS = Decision.Way.choices
"""The ways in which a decision can come about, as choices."""
