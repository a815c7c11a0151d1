"""The decision flow as a state machine.

No order of acts leaves a decided text changed, a fact in force without its basis, a number missing or doubled, or a
half-applied decision.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from pytest_django import DjangoDbBlocker

from samstyring.finance.models import Budget, FundingPlan
from samstyring.governance import acts
from samstyring.governance.acts.change_text import NewText
from samstyring.governance.acts.record_attendance import SeatAttendance
from samstyring.governance.models import Action, AgendaItem, Case, Decision, Meeting, Proposal, Round
from samstyring.governance.queries.standing import latest_round
from samstyring.kernel import canonical, clock, journal
from samstyring.kernel.errors import Refusal
from samstyring.kernel.models import JournalEntry
from samstyring.portfolio.acts import answer_acceptance
from samstyring.portfolio.models import Mandate, Project
from tests.founding import acting
from tests.portfolio import steps as projects
from tests.support.databases import Databases, rolled_back

from . import steps

SEATS = ("alver", "nordfjord", "bergen_leiar", "ks", "askoy")
WHO = ("adviser", "leader", "alver", "nordfjord", "ks", "contact")
KINDS = ("support", "remark", "object", "not_taking_part", "no_objection")
VERSIONS: tuple[Any, ...] = (Mandate, Budget, FundingPlan)


@contextmanager
def taken_back() -> Iterator[None]:
    """Roll back to here, whatever is done in between."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class DecisionFlow(RuleBasedStateMachine):
    """A meeting with a project to start, on a condition at the end; a free text; an information item; the agenda."""

    meeting: Meeting

    def __init__(self) -> None:
        super().__init__()
        self.back = taken_back()
        self.back.__enter__()
        self.seen: dict[Any, tuple[str, str, int]] = {}
        self.days = 0

    def teardown(self) -> None:
        assert journal.verify() is None
        self.back.__exit__(None, None, None)

    # -- what is done --

    def do(self, act: Callable[..., Any], who: str, **arguments: Any) -> bool:
        """Do an act as someone; a refusal must leave nothing behind."""
        before = JournalEntry.objects.count()
        try:
            with transaction.atomic():
                act(by=acting(who), at=clock.now() + timedelta(days=self.days), **arguments)
        except Refusal:
            assert JournalEntry.objects.count() == before
            return False
        assert JournalEntry.objects.count() == before + 1
        return True

    def item(self, number: int) -> AgendaItem:
        items = AgendaItem.objects.filter(meeting=self.meeting).order_by("position")
        return items[number % items.count()]

    items = st.integers(0, 5)

    @initialize(begun=st.booleans(), by_leader=st.booleans())
    def some_are_under_way(self, begun: bool, by_leader: bool) -> None:
        """Begin, half of the times, where the project is decided on and waits for its condition."""
        if begun:
            self.straight_through(number=1, by_leader=by_leader)

    @rule(number=items, who=st.sampled_from(WHO))
    def take_up(self, number: int, who: str) -> None:
        self.do(acts.take_up_item, who, item=self.item(number))

    @rule(number=items, who=st.sampled_from(WHO), seat=st.sampled_from(SEATS), kind=st.sampled_from(KINDS))
    def say(self, number: int, who: str, seat: str, kind: str) -> None:
        round_ = latest_round(self.item(number).pk)
        if round_ is not None:
            self.do(acts.record_position, who, round_=round_, seat=steps.seat(seat), kind=kind, text="Fordi")

    @rule(number=items, seat=st.sampled_from(SEATS))
    def unsay(self, number: int, seat: str) -> None:
        round_ = latest_round(self.item(number).pk)
        if round_ is not None:
            self.do(acts.withdraw_position, "adviser", round_=round_, seat=steps.seat(seat))

    @rule(number=items, first=st.booleans(), silent=st.booleans(), who=st.sampled_from(WHO))
    def consensus(self, number: int, first: bool, silent: bool, who: str) -> None:
        item = self.item(number)
        rounds = Round.objects.filter(item=item).order_by("number")
        round_ = rounds.first() if first else rounds.last()
        if round_ is not None:
            self.do(acts.find_consensus, who, round_=round_, silent_agree=silent)

    @rule(number=items, who=st.sampled_from(WHO))
    def leader_decides(self, number: int, who: str) -> None:
        round_ = latest_round(self.item(number).pk)
        if round_ is not None:
            self.do(acts.decide_as_leader, who, round_=round_, reasons="Saka hastar.")

    @rule(number=items, by_leader=st.booleans())
    def straight_through(self, number: int, by_leader: bool) -> None:
        """Treat an item as most are: taken up, and decided; or with an objection, and the leader decides."""
        item = self.item(number)
        self.do(acts.take_up_item, "adviser", item=item)
        round_ = latest_round(item.pk)
        if round_ is None:
            return
        if not by_leader:
            self.do(acts.find_consensus, "adviser", round_=round_, silent_agree=True)
            return
        self.do(acts.record_position, "alver", round_=round_, seat=steps.seat("alver"), kind="object", text="Nei")
        self.do(acts.decide_as_leader, "leader", round_=round_, reasons="Saka hastar.")

    @rule(number=items)
    def note(self, number: int) -> None:
        self.do(acts.take_note, "adviser", item=self.item(number))

    @rule(number=items, word=st.sampled_from(["Ein", "To"]), again=st.booleans())
    def change_text(self, number: int, word: str, again: bool) -> None:
        round_ = latest_round(self.item(number).pk)
        if round_ is None:
            return
        if again:
            self.do(acts.open_round, "adviser", item=round_.item)
            return
        texts = [
            NewText(each, f"{word} ordlyd.", each.condition, each.condition_confirmed_by, each.condition_latest)
            for each in Proposal.objects.filter(case=round_.item.case_id)
        ]
        self.do(acts.change_text, "adviser", round_=round_, texts=texts)

    @rule(number=items, back=st.booleans())
    def not_now(self, number: int, back: bool) -> None:
        self.do(acts.send_back_item if back else acts.postpone_item, "adviser", item=self.item(number), why="Seinare")

    @rule(present=st.sets(st.sampled_from(["alver", "nordfjord", "bergen_leiar"])))
    def come_and_go(self, present: set[str]) -> None:
        rows = [SeatAttendance(steps.seat(key), key in present) for key in ("alver", "nordfjord", "bergen_leiar")]
        self.do(acts.record_attendance, "adviser", meeting=self.meeting, seats=rows)

    @rule(number=items)
    def change_outside_the_room(self, number: int) -> None:
        proposal = Proposal.objects.filter(case=self.item(number).case_id).first()
        if proposal is not None:
            change = {"payload": proposal.payload, "wording": "Endra utanfor møtet.", "condition": ""}
            self.do(acts.edit_proposal, "adviser", proposal=proposal, **change)

    @rule(kind=st.sampled_from(["accept", "decline"]))
    def owner_answers(self, kind: str) -> None:
        project = Project.objects.get()
        place = projects.place(project, "Sunnfjord")
        answer = {"kind": kind, "answered_by": "Rådmannen", "answered_on": clock.today(), "evidence": projects.EMAIL}
        self.do(answer_acceptance, "adviser", participation=place, **answer)

    @rule(days=st.integers(1, 40))
    def time_goes(self, days: int) -> None:
        self.days += days

    @rule(who=st.sampled_from(["adviser", "adviser", "leader", "contact"]), back=st.booleans())
    def condition(self, who: str, back: bool) -> None:
        waiting = Proposal.objects.filter(state=Proposal.State.WAITING).first()
        if waiting is None:
            return
        if back:
            self.do(acts.return_to_agenda, who, proposal=waiting)
        else:
            self.do(acts.confirm_condition, who, proposal=waiting, note="Tilsegn", evidence=steps.LETTER)

    @rule(rest=st.sampled_from(["", "postponed", "not_taken"]), meant=st.integers(0, 3))
    def close(self, rest: str, meant: int) -> None:
        if not meant:
            self.do(acts.close_meeting, "adviser", meeting=self.meeting, rest=rest)

    @rule(number=items)
    def register_late(self, number: int) -> None:
        day = clock.today() - timedelta(days=3)
        late = {"decided_on": day, "way": Decision.Way.CONSENSUS, "evidence": steps.LETTER}
        self.do(acts.register_late_decision, "adviser", case=self.item(number).case, **late)

    # -- what always holds --

    @invariant()
    def decided_texts_stand(self) -> None:
        for decision in Decision.objects.select_related("round", "item"):
            if decision.round is not None:
                assert decision.sha256 == canonical.sha256(decision.round.text)
            now = (decision.text, decision.sha256, decision.number)
            assert self.seen.setdefault(decision.pk, now) == now

    @invariant()
    def numbers_are_whole(self) -> None:
        numbers = sorted(AgendaItem.objects.filter(number__isnull=False).values_list("number", flat=True))
        late = Decision.objects.filter(item__isnull=True).values_list("number", flat=True)
        everything = sorted([*numbers, *late])
        assert everything == list(range(1, len(everything) + 1))
        for decision in Decision.objects.select_related("item"):
            if decision.item is not None:
                assert (decision.number, decision.year) == (decision.item.number, decision.item.year)
                assert decision.item.state in (AgendaItem.State.DECIDED, AgendaItem.State.NOTED)

    @invariant()
    def decisions_are_whole(self) -> None:
        for case in Case.objects.prefetch_related("proposals").select_related("decision"):
            states = {proposal.state for proposal in case.proposals.all()}
            if case.state == Case.State.DECIDED:
                assert states <= {Proposal.State.APPLIED, Proposal.State.WAITING, Proposal.State.LAPSED}
                assert all(proposal.basis_id == case.decision.basis_id for proposal in case.proposals.all())
            else:
                assert states <= {Proposal.State.OPEN}
                assert not Decision.objects.filter(case=case).exists()

    @invariant()
    def nothing_is_in_force_without_its_basis(self) -> None:
        project = Project.objects.get()
        applied = {
            row.matter: row for row in Proposal.objects.filter(case__about_id=project.pk, state=Proposal.State.APPLIED)
        }
        for version in VERSIONS:
            in_force = version.objects.filter(state="adopted")
            assert not in_force.filter(basis__isnull=True).exists()
            matter = {Mandate: "portfolio.adopt_mandate", Budget: "finance.adopt_budget"}.get(
                version, "finance.adopt_funding_plan"
            )
            assert in_force.exists() == (matter in applied)
        started = applied.get("portfolio.start_project")
        assert (project.state == Project.State.STARTED) == (started is not None)
        if started is not None:
            confirmation = getattr(started, "confirmation", None)
            assert project.started_by_id == (confirmation.basis_id if confirmation else started.basis_id)
        assert Action.objects.filter(basis__isnull=True).count() == 0


def prepare() -> Meeting:
    """A meeting in session, with everything that it treats."""
    project = projects.ready()
    case = projects.case_about(project)
    start = Proposal.objects.get(case=case, matter="portfolio.start_project")
    condition = {
        "condition": "Tilsegn frå DigiFin",
        "condition_confirmed_by": "secretariat",
        "condition_latest": clock.today() + timedelta(days=60),
    }
    steps.do(acts.edit_proposal, proposal=start, payload=start.payload, wording=start.wording, **condition)
    return steps.open_meeting([case, steps.free_text_case("Felles plan"), steps.information_case()])


def test_no_order_of_acts_breaks_the_record(databases: Databases, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock(), databases.use(databases.shared(), again=True), rolled_back():
        DecisionFlow.meeting = prepare()
        run_state_machine_as_test(DecisionFlow)


@pytest.mark.parametrize("count", [1])
def test_the_machine_can_decide(founded: None, count: int) -> None:
    """What the machine starts from is not refused for a reason of its own."""
    meeting = prepare()
    for item in meeting.items.order_by("position"):
        steps.do(acts.take_up_item, item=item)
        steps.do(acts.find_consensus, round_=steps.round_of(item), silent_agree=True)
    assert Decision.objects.count() == meeting.items.count() > count
