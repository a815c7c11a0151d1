"""Decisions: by consensus, by the leader, on a condition, registered late; whole or not at all."""

from datetime import date, timedelta

import pytest

from samstyring.governance import acts, errors
from samstyring.governance.acts.change_text import NewText
from samstyring.governance.models import (
    Action,
    Case,
    ConditionConfirmation,
    Decision,
    Position,
    Proposal,
    Round,
)
from samstyring.governance.queries import decisions as queries
from samstyring.governance.registry import Requirement, matters
from samstyring.kernel import clock
from samstyring.kernel.actors import ANONYMOUS
from samstyring.kernel.errors import InvalidInput, NotAuthorised, NotThere, Refusal
from samstyring.kernel.models import Basis, JournalEntry
from samstyring.portfolio.models import Mandate, Project
from tests.founding import actor, person
from tests.portfolio import steps as projects

from . import steps
from .steps import do

pytestmark = pytest.mark.usefixtures("founded")


def objecting(meeting: object, title: str = "Sak 1") -> Round:
    """Take up an item on which Nordfjord objects and the others present have no objection."""
    round_ = steps.round_of(steps.take_up(meeting, title))  # type: ignore[arg-type]
    do(acts.record_position, round_=round_, seat=steps.seat("nordfjord"), kind="object", text="Gloppen er ikkje høyrd")
    do(acts.record_no_objection, round_=round_)
    return round_


def test_the_leader_decides_when_an_objection_is_on_record_and_with_reasons() -> None:
    round_ = objecting(steps.open_meeting())
    with pytest.raises(InvalidInput):
        do(acts.decide_as_leader, "leader", round_=round_, reasons=" ")
    decision = do(acts.decide_as_leader, "leader", round_=round_, reasons="Saka hastar.")
    assert decision.way == Decision.Way.LEADER
    assert decision.found_by == person("leader")
    assert decision.reasons == "Saka hastar."


def test_the_leader_does_not_decide_where_nobody_objects() -> None:
    meeting = steps.open_meeting()
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    with pytest.raises(errors.NoObjectionOnRecord):
        do(acts.decide_as_leader, "leader", round_=round_, reasons="Saka hastar.")


def test_chairing_the_meeting_is_not_enough_to_decide() -> None:
    meeting = steps.called_meeting()
    do(acts.open_meeting, meeting=meeting, chair=person("alver"))
    steps.attend(meeting, "alver", "nordfjord", "bergen_leiar")
    round_ = objecting(meeting)
    with pytest.raises(NotAuthorised):
        do(acts.decide_as_leader, "alver", round_=round_, reasons="Fordi.")
    with pytest.raises(NotAuthorised):
        do(acts.decide_as_leader, "adviser", round_=round_, reasons="Fordi.")


def test_a_whole_case_takes_effect_at_once() -> None:
    project = projects.ready()
    meeting = steps.open_meeting([projects.case_about(project)])
    decision = steps.decide(meeting, project.name)
    project.refresh_from_db()
    assert project.state == Project.State.STARTED
    assert project.started_by == decision.basis
    assert Mandate.objects.get(project=project).basis == decision.basis
    assert {p.state for p in Proposal.objects.filter(case=decision.case)} == {Proposal.State.APPLIED}
    assert decision.clause_of_authority == "SG-3, FI-5, SG-4"


def test_one_proposal_that_refuses_leaves_nothing_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    project = projects.ready()
    case = projects.case_about(project)
    meeting = steps.open_meeting([case])
    item = steps.take_up(meeting, project.name)

    def refuse(**arguments: object) -> None:
        raise Refusal("no")

    # The last of the four: mandate, budget and funding plan were applied before it in the same transaction.
    monkeypatch.setattr(matters["portfolio.start_project"], "apply", refuse)
    before = JournalEntry.objects.count()
    with pytest.raises(Refusal):
        do(acts.find_consensus, round_=steps.round_of(item), silent_agree=True)
    case.refresh_from_db()
    assert case.state == Case.State.IN_TREATMENT
    assert not Decision.objects.exists()
    assert not Basis.objects.filter(kind=Basis.Kind.DECISION).exists()
    assert not Position.objects.exists()
    assert Mandate.objects.get(project=project).state == Mandate.State.PROPOSED
    assert JournalEntry.objects.count() == before


def test_what_must_hold_is_asked_again_when_it_is_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    gone = Requirement(key="test", must=True, holds=False, text="Eigaren har akseptert", source="PA-5")
    monkeypatch.setattr(matters["governance.free_text"], "requirements", lambda asked: [gone])
    with pytest.raises(errors.RequirementsMissing, match="Eigaren har akseptert"):
        do(acts.find_consensus, round_=steps.round_of(item), silent_agree=True)


def test_what_changed_since_the_round_is_not_decided() -> None:
    project = projects.ready()
    meeting = steps.open_meeting([projects.case_about(project)])
    item = steps.take_up(meeting, project.name)
    projects.answered(project, "Sunnfjord", kind="decline")
    with pytest.raises(errors.TextChanged):
        do(acts.find_consensus, round_=steps.round_of(item), silent_agree=True)
    do(acts.open_round, item=item, why="eigaren trekte seg")
    with pytest.raises(errors.RequirementsMissing):
        do(acts.find_consensus, round_=steps.round_of(item), silent_agree=True)


def test_what_is_replaced_in_the_meeting_is_not_adopted() -> None:
    project = projects.ready()
    meeting = steps.open_meeting([projects.case_about(project, "portfolio.adopt_mandate")])
    item = steps.take_up(meeting, project.name)
    first = Mandate.objects.get(project=project)
    second = projects.mandate(project, goal="Eit anna mål.")
    proposal = Proposal.objects.get(case=item.case)
    text = NewText(proposal, "Mandatet blir vedteke med endring.", payload={"mandate": str(second.pk)})
    do(acts.change_text, round_=steps.round_of(item), texts=[text], why="etter innspel")
    do(acts.find_consensus, round_=steps.round_of(item), silent_agree=True)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (Mandate.State.REJECTED, Mandate.State.ADOPTED)
    assert Round.objects.filter(item=item).count() == 2


def conditional(latest: date, confirmed_by: str = "secretariat") -> Decision:
    """Decide a follow-up on a condition."""
    case = steps.free_text_case("Vilkår")
    steps.follow_up(case)
    proposal = Proposal.objects.get(case=case, matter="governance.follow_up")
    do(
        acts.edit_proposal,
        proposal=proposal,
        payload=proposal.payload,
        wording=proposal.wording,
        condition="Tilsegn frå DigiFin",
        condition_confirmed_by=confirmed_by,
        condition_latest=latest,
    )
    return steps.decide(steps.open_meeting([case]), "Vilkår")


def test_a_condition_lets_the_effect_wait_until_it_is_confirmed_with_evidence() -> None:
    decision = conditional(clock.today() + timedelta(days=30))
    waiting = Proposal.objects.get(case=decision.case, state=Proposal.State.WAITING)
    assert not Action.objects.exists()
    with pytest.raises(errors.EvidenceMissing):
        do(acts.confirm_condition, proposal=waiting, note="Tilsegn gitt", evidence=None)
    confirmation = do(acts.confirm_condition, proposal=waiting, note="Tilsegn gitt", evidence=steps.LETTER)
    action = Action.objects.get()
    assert action.basis == confirmation.basis
    assert action.decision == decision
    waiting.refresh_from_db()
    assert waiting.state == Proposal.State.APPLIED
    with pytest.raises(errors.NotWaiting):
        do(acts.confirm_condition, proposal=waiting, note="Igjen", evidence=steps.LETTER)
    assert queries.address_of_basis(confirmation.basis) == queries.address_of_basis(decision.basis)


def test_only_the_one_named_confirms() -> None:
    decision = conditional(clock.today() + timedelta(days=30), confirmed_by="leader")
    waiting = Proposal.objects.get(case=decision.case, state=Proposal.State.WAITING)
    with pytest.raises(errors.NotYoursToConfirm):
        do(acts.confirm_condition, proposal=waiting, note="Tilsegn gitt", evidence=steps.LETTER)
    do(acts.confirm_condition, "leader", proposal=waiting, note="Tilsegn gitt", evidence=steps.LETTER)
    assert ConditionConfirmation.objects.get().confirmed_by == person("leader")


def test_past_its_date_a_condition_goes_back_to_the_agenda() -> None:
    decision = conditional(clock.today() + timedelta(days=1))
    waiting = Proposal.objects.get(case=decision.case, state=Proposal.State.WAITING)
    with pytest.raises(errors.ConditionNotOverdue):
        do(acts.return_to_agenda, proposal=waiting)
    later = clock.now() + timedelta(days=3)
    with pytest.raises(errors.ConditionOverdue):
        acts.confirm_condition(proposal=waiting, note="For seint", evidence=steps.LETTER, by=actor("adviser"), at=later)
    case = acts.return_to_agenda(proposal=waiting, by=actor("adviser"), at=later)
    waiting.refresh_from_db()
    assert waiting.state == Proposal.State.LAPSED
    assert case.state == Case.State.DRAFT
    assert Proposal.objects.get(case=case).payload == waiting.payload
    assert Decision.objects.get(pk=decision.pk).text == decision.text


def test_a_decision_says_why_it_stands() -> None:
    round_ = objecting(steps.open_meeting())
    do(acts.decide_as_leader, "leader", round_=round_, reasons="Saka hastar.")
    decision = Decision.objects.get()
    page = queries.decision_page(decision.body_key, decision.year, decision.number, actor("contact"), clock.today())
    assert page.authority[0][0] == "SG-2"
    assert page.procedure == [("SG-7", "Konsensus, elles leiaren")]
    assert page.round is not None
    assert [stand.text for stand in page.round.tally.objecting] == ["Gloppen er ikkje høyrd"]
    whom = {entry.on_behalf_of for entry in page.happened}
    assert "Nordfjord" in whom
    assert page.happened[-1].capacity
    assert page.happened[-1].authority == "SG-7"


def test_what_is_not_released_is_not_there_for_the_public() -> None:
    decision = steps.decide(steps.open_meeting(), "Sak 1")
    with pytest.raises(NotThere):
        queries.decision_for(decision.body_key, decision.year, decision.number, ANONYMOUS)
    with pytest.raises(errors.NotChecked):
        do(acts.release_decision, decision=decision, checked=False)
    do(acts.release_decision, decision=decision, checked=True)
    assert queries.decision_for(decision.body_key, decision.year, decision.number, ANONYMOUS) == decision


def test_an_exempt_decision_is_for_the_body_and_the_secretariat() -> None:
    case = do(
        acts.open_case, body=steps.body(), kind="free_text", title="Unnateke", exempt=True, legal_basis="offl. § 23"
    )
    do(acts.add_proposal, case=case, matter="governance.free_text", payload={}, wording="Vedteke.")
    decision = steps.decide(steps.open_meeting([case]), "Unnateke")
    assert decision in queries.visible_to(actor("alver"))
    assert decision in queries.visible_to(actor("adviser"))
    assert decision not in queries.visible_to(actor("contact"))


def test_a_decision_is_found_by_number_and_words() -> None:
    decision = steps.decide(steps.open_meeting(), "Sak 1")
    rows = queries.visible_to(actor("alver"))
    for words in (decision.label, "sluttar planen", "sak 1"):
        assert list(queries.find(rows, words)) == [decision]
    assert not queries.find(rows, "SG 99/22").exists()
