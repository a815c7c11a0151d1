"""How the steering group treats its cases, as the agreement has it and as such groups do in practice."""

from datetime import timedelta

import pytest

from samstyring.governance import acts, errors
from samstyring.governance.acts.record_attendance import SeatAttendance
from samstyring.governance.models import Action, AgendaItem, Case, Decision, Meeting, Minutes, Position, RoundSeat
from samstyring.governance.queries.leaders import leader_on
from samstyring.governance.queries.standing import tally_of
from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised
from samstyring.kernel.models import JournalEntry
from samstyring.portfolio.models import Mandate
from samstyring.ui.worklist import waiting_for
from tests.founding import actor, person
from tests.governance import steps
from tests.governance.steps import do
from tests.portfolio import steps as projects

pytestmark = pytest.mark.usefixtures("founded")


@pytest.mark.clause("SG-3")
def test_a_mandate_and_a_budget_come_into_force_by_decision_and_no_other_way() -> None:
    project = projects.ready()
    case = projects.case_about(project, "portfolio.adopt_mandate", "finance.adopt_budget")
    mandate, budget = project.mandates.get(), project.budgets.get()
    assert (mandate.state, budget.state) == ("draft", "draft")
    meeting = steps.open_meeting([case])
    decision = steps.decide(meeting, case.title)
    mandate.refresh_from_db()
    budget.refresh_from_db()
    for version in (mandate, budget):
        assert version.state == "adopted"
        assert version.number == 1
        assert version.basis == decision.basis
        assert version.in_force_from == decision.decided_on
    assert decision.clause_of_authority == "SG-3"


@pytest.mark.clause("SG-5")
def test_a_change_is_a_new_version_and_the_one_in_force_stands_until_it_is_decided() -> None:
    project = projects.ready()
    first_case = projects.case_about(project, "portfolio.adopt_mandate", title="Mandat")
    steps.decide(steps.open_meeting([first_case]), "Mandat")
    first = project.mandates.get()
    second = projects.mandate(project, goal="Alle kommunane tek løysinga i bruk.")
    change = projects.case_about(project, "portfolio.adopt_mandate", title="Endra mandat")
    meeting = steps.open_meeting([change], starts_at=clock.now() + timedelta(days=40))
    item = steps.take_up(meeting, "Endra mandat")
    today = clock.today()
    assert Mandate.objects.in_force(today).first() == first
    do(acts.find_consensus, round_=steps.round_of(item), silent_agree=True)
    assert Mandate.objects.in_force(today).first() == second
    second.refresh_from_db()
    assert second.number == 2
    assert Mandate.objects.in_force(today).count() == 2  # both stay, each with the decision that made it
    assert first.basis != second.basis


@pytest.mark.clause("SG-7")
def test_consensus_is_sought_and_the_leader_decides_where_there_is_none() -> None:
    meeting = steps.open_meeting(2)
    agreed = steps.decide(meeting, "Sak 1")
    assert agreed.way == Decision.Way.CONSENSUS
    round_ = steps.round_of(steps.take_up(meeting, "Sak 2"))
    do(acts.record_position, "alver", round_=round_, seat=steps.seat("alver"), kind="not_taking_part", text="Inhabil")
    do(acts.record_position, "nordfjord", round_=round_, seat=steps.seat("nordfjord"), kind="object", text="For dyrt")
    do(acts.record_no_objection, round_=round_)
    with pytest.raises(errors.NoConsensus, match="Nordfjord"):
        do(acts.find_consensus, round_=round_)
    settled = do(acts.decide_as_leader, "leader", round_=round_, reasons="Fristen er i morgon.")
    assert settled.way == Decision.Way.LEADER
    assert settled.clause_of_procedure == "SG-7"
    kinds = {stand.name: (stand.kind, stand.text) for stand in tally_of(round_, live=False).stands if stand.kind}
    assert kinds["Alver"] == ("not_taking_part", "Inhabil")
    assert kinds["Nordfjord"] == ("object", "For dyrt")


@pytest.mark.clause("SG-7")
def test_standing_aside_does_not_hinder_consensus() -> None:
    meeting = steps.open_meeting()
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    do(acts.record_position, round_=round_, seat=steps.seat("alver"), kind="not_taking_part", text="Inhabil")
    assert do(acts.find_consensus, round_=round_, silent_agree=True).way == Decision.Way.CONSENSUS


@pytest.mark.clause("SG-7")
def test_no_new_attempt_is_asked_for_where_the_rules_are_silent() -> None:
    meeting = steps.open_meeting()
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    do(acts.record_position, round_=round_, seat=steps.seat("nordfjord"), kind="object", text="For dyrt")
    do(acts.decide_as_leader, "leader", round_=round_, reasons="Fristen er i morgon.")


@pytest.mark.clause("SG-8")
def test_a_decision_asks_a_party_to_do_something_by_a_day_until_it_is_done() -> None:
    case = steps.free_text_case()
    steps.follow_up(case, "Melde inn behov", "Fedje")
    decision = steps.decide(steps.open_meeting([case]), case.title)
    action = Action.objects.get()
    assert (action.organisation.name, action.decision, action.basis) == ("Fedje", decision, decision.basis)
    late = clock.today() + timedelta(days=45)
    for who in ("contact", "adviser"):
        overdue = [each for each in waiting_for(actor(who), late) if each.key == f"action:{action.pk}"]
        assert overdue
        assert overdue[0].clause == "SG-8"
    do(acts.report_action, "contact", action=action, text="Behova er melde inn.", done=True)
    do(acts.close_action, action=action)
    assert not [each for each in waiting_for(actor("contact"), late) if each.key == f"action:{action.pk}"]


@pytest.mark.clause("SG-8")
def test_what_is_overdue_comes_back_on_the_next_agenda() -> None:
    case = steps.free_text_case()
    steps.follow_up(case, "Melde inn behov", "Fedje", deadline=clock.today() + timedelta(days=1))
    steps.decide(steps.open_meeting([case]), case.title)
    later = clock.now() + timedelta(days=20)
    meeting = steps.planned_meeting(later + timedelta(days=20))
    do(acts.put_on_agenda, meeting=meeting, case=steps.free_text_case("Ny sak"))
    acts.freeze_agenda(meeting=meeting, by=actor("adviser"), at=later)
    back = Case.objects.get(items__meeting=meeting, kind=Case.Kind.INFORMATION)
    assert "Fedje: Melde inn behov (SG 2/22" in back.background
    assert back.proposals.get().matter == "governance.take_note"


@pytest.mark.clause("LE-1")
def test_chairing_one_meeting_can_be_given_to_anyone_and_gives_no_position() -> None:
    meeting = steps.called_meeting()
    do(acts.give_chair, "leader", meeting=meeting, chair=person("project_manager"))
    do(acts.open_meeting, "project_manager", meeting=meeting)
    steps.attend(meeting, "alver", "nordfjord")
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    assert not RoundSeat.objects.filter(round=round_, person=person("project_manager")).exists()
    do(acts.record_position, round_=round_, seat=steps.seat("nordfjord"), kind="object", text="For dyrt")
    with pytest.raises(NotAuthorised):
        do(acts.decide_as_leader, "project_manager", round_=round_, reasons="Fordi.")
    opened = JournalEntry.objects.get(act="governance.open_meeting")
    assert (opened.actor_name, opened.authority) == ("Prosjektleiar, Sunnfjord", "LE-2")
    assert "Styringsgruppa" in opened.capacity


@pytest.mark.clause("LE-1")
def test_the_designated_leader_is_full_leader_with_the_leaders_seat() -> None:
    do(acts.designate_leader, "leader", body=steps.body(), designated=person("alver"), from_date=clock.today())
    assert leader_on(steps.body(), clock.today()) == person("alver")
    meeting = steps.called_meeting(leader="alver")
    do(acts.open_meeting, meeting=meeting)
    steps.attend(meeting, "bergen_leiar", "nordfjord")
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    assert RoundSeat.objects.get(round=round_, is_leader=True).person == person("alver")
    do(acts.record_position, round_=round_, seat=steps.seat("nordfjord"), kind="object", text="For dyrt")
    with pytest.raises(NotAuthorised):
        do(acts.decide_as_leader, "leader", round_=round_, reasons="Eg er ikkje leiar no.")
    do(acts.decide_as_leader, "alver", round_=round_, reasons="Fristen er i morgon.")


@pytest.mark.clause("LE-2")
def test_a_meeting_that_the_leader_did_not_call_is_not_opened() -> None:
    meeting = steps.planned_meeting()
    do(acts.put_on_agenda, meeting=meeting, case=steps.free_text_case())
    do(acts.freeze_agenda, meeting=meeting)
    with pytest.raises(errors.MeetingNotCalled):
        do(acts.open_meeting, meeting=meeting)
    do(acts.call_meeting, "leader", meeting=meeting)
    opened = do(acts.open_meeting, meeting=meeting)
    assert opened.state == Meeting.State.OPEN


@pytest.mark.clause("SG-1")
def test_observers_are_there_without_a_position() -> None:
    meeting = steps.called_meeting()
    do(acts.open_meeting, meeting=meeting)
    steps.attend(meeting, "alver", observers=("ks",))
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    assert not RoundSeat.objects.filter(round=round_, seat__key="ks").exists()
    with pytest.raises(errors.ObserverHasNoPosition) as refused:
        do(acts.record_position, round_=round_, seat=steps.seat("ks"), kind="support")
    assert refused.value.clause == "SG-1"


def test_a_meeting_as_such_groups_hold_them() -> None:
    """Agenda and last minutes first, information, a chair who is not the leader, empty seats, approval by silence."""
    before = steps.open_meeting(1)
    steps.decide(before, "Sak 1")
    steps.close(before)
    minutes = do(acts.draft_minutes, meeting=before)
    do(acts.send_minutes, minutes=minutes, comment_until=clock.today() + timedelta(days=14))

    meeting = steps.called_meeting(
        [steps.information_case(), steps.free_text_case("Felles arkivløysing")],
        starts_at=clock.now() + timedelta(days=50),
    )
    kinds = [item.case.kind for item in meeting.items.select_related("case").order_by("position")]
    assert kinds == [Case.Kind.AGENDA, Case.Kind.MINUTES, Case.Kind.INFORMATION, Case.Kind.FREE_TEXT]
    do(acts.open_meeting, meeting=meeting, chair=person("alver"))
    vacant = steps.seat("sunnhordland")
    seats = [SeatAttendance(steps.seat(key), True) for key in ("alver", "nordfjord")]
    do(acts.record_attendance, meeting=meeting, seats=[*seats, SeatAttendance(vacant, True, "Kommunedirektør, Stord")])
    for item in meeting.items.order_by("position"):
        if item.case.kind == Case.Kind.INFORMATION:
            do(acts.take_note, "alver", item=item)
            continue
        do(acts.take_up_item, "alver", item=item)
        do(acts.find_consensus, "alver", round_=steps.round_of(item), silent_agree=True)
    do(acts.close_meeting, "alver", meeting=meeting)
    assert {item.state for item in meeting.items.all()} == {AgendaItem.State.DECIDED, AgendaItem.State.NOTED}
    assert Minutes.objects.get(meeting=before).state == Minutes.State.APPROVED
    assert Decision.objects.filter(meeting=meeting).count() == 4
    answered = Position.objects.filter(seat__round__item__meeting=meeting).values_list("seat__name", flat=True)
    assert set(answered) == {"Alver", "Nordfjord", "Sunnhordland"}

    latest = do(acts.draft_minutes, meeting=Meeting.objects.get(pk=meeting.pk))
    do(acts.send_minutes, minutes=latest, comment_until=clock.today() + timedelta(days=14))
    silent = clock.now() + timedelta(days=15)
    acts.approve_minutes_by_silence(minutes=latest, by=actor("adviser"), at=silent)
    assert Minutes.objects.get(meeting=meeting).state == Minutes.State.APPROVED
