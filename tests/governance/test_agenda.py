"""Cases, proposals and agendas: what may be done, in which order, and what the numbers promise."""

import itertools
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.governance import acts
from samstyring.governance.errors import (
    AgendaEmpty,
    AgendaFrozen,
    CaseInTreatment,
    CaseOnAgenda,
    CaseSettled,
    ConditionNotAllowed,
    MatterNotForCase,
    MeetingNotOpenForThis,
    NothingToDecide,
    NotPassable,
    OtherBodysCase,
    RequirementsMissing,
)
from samstyring.governance.models import AgendaItem, Case, Decision, Meeting, PassedOver
from samstyring.governance.queries.cases import listed
from samstyring.governance.registry import Matter, Requirement, matters
from samstyring.governance.rules.agenda import moved
from samstyring.kernel import clock, guards
from samstyring.kernel.errors import InvalidInput, RepeatedByOther, Stale
from samstyring.kernel.ids import uuid7
from tests.founding import actor, user
from tests.governance.preparing import edit, frozen_meeting, text
from tests.governance.steps import (
    LETTER,
    body,
    called_meeting,
    close,
    decide,
    do,
    follow_up,
    free_text_case,
    information_case,
    open_meeting,
    planned_meeting,
    take_up,
)

pytestmark = pytest.mark.usefixtures("founded")


def labels(meeting: Meeting) -> list[str]:
    return [item.label for item in meeting.items.all()]


# -- cases -------------------------------------------------------------------------------------------------------------


def test_working_references_have_no_gaps() -> None:
    first = free_text_case("Ei")
    with pytest.raises(InvalidInput):
        do(acts.open_case, body=body(), kind=Case.Kind.FREE_TEXT, title=" ")
    second = free_text_case("To")
    assert [first.reference, second.reference] == ["U-22-001", "U-22-002"]


def test_a_stale_edit_is_refused_and_nothing_is_lost(client: Client) -> None:
    case = edit(free_text_case(), summary="Frå Rune.")
    with pytest.raises(Stale):
        do(acts.edit_case, case=case, title="Ny tittel", revision=1)
    client.force_login(user("secretariat_leader"))
    answer = client.post(
        reverse("governance:edit_case", args=[case.pk]),
        {"title": "Ny tittel", "summary": "Frå Siri.", "revision": "1", "case_officer": ""},
    )
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Frå Siri." in page
    assert "Rune" in page
    case.refresh_from_db()
    assert case.summary == "Frå Rune."


def test_a_form_sent_twice_makes_one_case() -> None:
    intent = uuid7()
    arguments = {"body": body(), "kind": Case.Kind.FREE_TEXT, "title": "Ei sak", "at": clock.now(), "intent": intent}
    first = acts.open_case(by=actor("adviser"), **arguments)
    assert acts.open_case(by=actor("adviser"), **arguments) == first
    with pytest.raises(RepeatedByOther):
        acts.open_case(by=actor("secretariat_leader"), **arguments)
    assert Case.objects.count() == 1


def test_a_case_for_information_proposes_to_take_note_by_itself() -> None:
    case = information_case()
    assert [proposal.matter for proposal in case.proposals.all()] == ["governance.take_note"]
    with pytest.raises(MatterNotForCase):
        do(acts.add_proposal, case=case, matter="governance.take_note", payload={}, wording="Om att.")


def test_a_condition_is_whole_or_not_there() -> None:
    case = free_text_case()
    follow_up(case)
    proposal = case.proposals.get(matter="governance.follow_up")
    given = {"proposal": proposal, "payload": proposal.payload, "wording": proposal.wording}
    with pytest.raises(InvalidInput) as refusal:
        do(acts.edit_proposal, **given, condition="Kommunen svarer ja")
    assert set(refusal.value.errors) == {"condition_confirmed_by", "condition_latest"}
    latest = clock.today() + timedelta(days=60)
    do(
        acts.edit_proposal,
        **given,
        condition="Kommunen svarer ja",
        condition_confirmed_by="secretariat",
        condition_latest=latest,
    )
    proposal.refresh_from_db()
    assert proposal.condition_latest == latest
    with pytest.raises(ConditionNotAllowed):
        do(
            acts.edit_proposal,
            proposal=case.proposals.get(matter="governance.free_text"),
            payload={},
            wording="Vi sluttar oss til.",
            condition="Kommunen svarer ja",
            condition_confirmed_by="secretariat",
            condition_latest=latest,
        )


def test_a_withdrawn_case_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    case = do(acts.withdraw_case, case=free_text_case(), why="Ikkje lenger aktuelt")
    with pytest.raises(CaseSettled):
        edit(case, title="Ny")
    with pytest.raises(CaseSettled):
        do(acts.put_on_agenda, meeting=planned_meeting(), case=case)
    monkeypatch.setattr(guards, "migrating", True)  # past the write guard: the database itself must refuse
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(title="Ny")


def test_a_case_in_treatment_is_changed_in_the_meeting_only() -> None:
    meeting = open_meeting(1)
    item = take_up(meeting, "Sak 1")
    with pytest.raises(CaseInTreatment):
        edit(item.case, title="Ny")
    with pytest.raises(CaseInTreatment):
        do(acts.remove_proposal, proposal=item.case.proposals.get())


# -- requirements ------------------------------------------------------------------------------------------------------


@pytest.fixture
def demanding() -> object:
    """A matter with something that must and something that should hold; both can be turned on."""

    class Demanding(Matter):
        name = "governance.free_text"
        label = "Krevjande"
        case_kinds = ("free_text",)
        must = should = False

        def requirements(self, asked: object) -> list[Requirement]:
            return [
                Requirement("test.should", must=False, holds=self.should, text="Deltakarane har svart", source="GP-3"),
                Requirement("test.must", must=True, holds=self.must, text="Eigaren har svart", source="PA-5"),
            ]

    real = matters["governance.free_text"]
    demanding = Demanding()
    matters._things["governance.free_text"] = demanding
    yield demanding
    matters._things["governance.free_text"] = real


def test_what_must_hold_keeps_a_case_off_the_agenda(demanding: object) -> None:
    case, meeting = free_text_case(), planned_meeting()
    with pytest.raises(RequirementsMissing) as refusal:
        do(acts.put_on_agenda, meeting=meeting, case=case)
    assert "Eigaren har svart" in str(refusal.value.message)
    assert refusal.value.clause == "GP-3, PA-5"
    with pytest.raises(NotPassable):
        do(acts.pass_over_requirement, case=case, requirement="test.must", reason="Det hastar")


def test_what_should_hold_is_passed_over_with_a_reason_that_is_printed(demanding: object, client: Client) -> None:
    demanding.must = True  # type: ignore[attr-defined]
    case, meeting = free_text_case(), planned_meeting()
    with pytest.raises(RequirementsMissing):
        do(acts.put_on_agenda, meeting=meeting, case=case)
    with pytest.raises(InvalidInput):
        do(acts.pass_over_requirement, case=case, requirement="test.should", reason=" ")
    do(acts.pass_over_requirement, case=case, requirement="test.should", reason="Søknadsfristen går ut")
    do(acts.put_on_agenda, meeting=meeting, case=case)
    passed = PassedOver.objects.get()
    assert (passed.source, passed.by.name) == ("GP-3", "Rådgivar, sekretariatet")
    client.force_login(user("adviser"))
    page = client.get(reverse("governance:case", args=[case.pk])).content.decode()
    assert "Søknadsfristen går ut" in page


def test_a_case_without_a_proposal_has_nothing_to_decide() -> None:
    case = do(acts.open_case, body=body(), kind=Case.Kind.FREE_TEXT, title="Tom sak")
    with pytest.raises(NothingToDecide):
        do(acts.put_on_agenda, meeting=planned_meeting(), case=case)
    other = do(acts.open_case, body=body(), kind=Case.Kind.OTHER_BUSINESS, title="Eventuelt")
    assert do(acts.put_on_agenda, meeting=planned_meeting(), case=other).case == other


# -- the agenda --------------------------------------------------------------------------------------------------------


def test_freezing_numbers_the_agenda_with_the_approvals_first_and_other_business_last() -> None:
    meeting = planned_meeting()
    other = do(acts.open_case, body=body(), kind=Case.Kind.OTHER_BUSINESS, title="Eventuelt")
    for case in (other, free_text_case("Budsjett"), information_case("Orientering")):
        do(acts.put_on_agenda, meeting=meeting, case=case)
    do(acts.freeze_agenda, meeting=meeting)
    assert [(item.label, item.case.title) for item in meeting.items.select_related("case")] == [
        ("SG 1/22", "Godkjenning av saklista, og saker som er melde"),
        ("SG 2/22", "Budsjett"),
        ("SG 3/22", "Orientering"),
        ("SG 4/22", "Eventuelt"),
    ]
    with pytest.raises(AgendaFrozen):
        do(acts.freeze_agenda, meeting=meeting)


def test_minutes_that_are_not_approved_come_on_the_next_agenda() -> None:
    first = open_meeting(1, starts_at=clock.now() + timedelta(minutes=1))
    decide(first, "Sak 1")
    close(first)
    do(acts.draft_minutes, meeting=Meeting.objects.get(pk=first.pk))
    second = frozen_meeting(1)
    titles = [item.case.title for item in second.items.select_related("case")]
    assert titles[1] == "Godkjenning av referat frå 22. november 2022".replace(" november", "\u00a0november")
    proposal = second.items.all()[1].case.proposals.get()
    assert proposal.matter == "governance.approve_minutes"


def test_minutes_wait_on_one_agenda_at_a_time() -> None:
    first = open_meeting(1, starts_at=clock.now() + timedelta(minutes=1))
    close(first)
    do(acts.draft_minutes, meeting=Meeting.objects.get(pk=first.pk))
    kinds = [[item.case.kind for item in frozen_meeting(1).items.select_related("case")] for _again in range(2)]
    assert kinds == [["agenda", "minutes", "free_text"], ["agenda", "free_text"]]


def test_nothing_is_frozen_without_a_case() -> None:
    with pytest.raises(AgendaEmpty):
        do(acts.freeze_agenda, meeting=planned_meeting())


def test_a_withdrawn_item_keeps_its_number_and_late_ones_take_the_next() -> None:
    meeting = frozen_meeting(2)
    assert labels(meeting) == ["SG 1/22", "SG 2/22", "SG 3/22"]
    withdrawn = meeting.items.get(number=2)
    with pytest.raises(AgendaFrozen):
        do(acts.take_off_agenda, item=withdrawn)
    do(acts.withdraw_item, item=withdrawn, why="Kommunen bad om meir tid")
    late = do(acts.put_on_agenda, meeting=meeting, case=free_text_case("Det hastar"))
    assert (late.label, late.late) == ("SG 4/22", True)
    withdrawn.refresh_from_db()
    assert (withdrawn.label, withdrawn.state, withdrawn.case.state) == ("SG 2/22", "withdrawn", "draft")
    next_meeting = planned_meeting()
    do(acts.put_on_agenda, meeting=next_meeting, case=withdrawn.case)
    do(acts.freeze_agenda, meeting=next_meeting)
    assert labels(next_meeting) == ["SG 5/22", "SG 6/22"]


def test_the_items_that_every_meeting_begins_with_are_not_withdrawn() -> None:
    with pytest.raises(MeetingNotOpenForThis):
        do(acts.withdraw_item, item=frozen_meeting().items.get(number=1), why="Nei")


def test_a_case_stands_on_one_agenda_at_a_time_and_on_its_own_bodys() -> None:
    case, meeting = free_text_case(), planned_meeting()
    item = do(acts.put_on_agenda, meeting=meeting, case=case)
    with pytest.raises(CaseOnAgenda):
        do(acts.put_on_agenda, meeting=planned_meeting(), case=case)
    with pytest.raises(CaseOnAgenda):
        do(acts.withdraw_case, case=case, why="Nei")
    do(acts.take_off_agenda, item=item)
    case.refresh_from_db()
    assert case.state == "draft"
    start = clock.now() + timedelta(days=9)
    other = do(acts.plan_meeting, body=body("SEK"), starts_at=start, ends_at=start + timedelta(hours=1))
    with pytest.raises(OtherBodysCase):
        do(acts.put_on_agenda, meeting=other, case=case)


def test_cancelling_gives_the_cases_back_and_keeps_the_numbers_used() -> None:
    meeting = frozen_meeting(2)
    do(acts.cancel_meeting, meeting=meeting, why="For få kan kome")
    assert set(meeting.items.values_list("state", flat=True)) == {"postponed"}
    assert set(Case.objects.filter(kind="free_text").values_list("state", flat=True)) == {"draft"}
    assert Case.objects.get(kind="agenda").state == "closed"
    assert labels(frozen_meeting(1)) == ["SG 4/22", "SG 5/22"]


def test_the_order_is_changed_by_buttons_that_need_no_script(client: Client) -> None:
    meeting = planned_meeting()
    for title in ("A", "B", "C"):
        do(acts.put_on_agenda, meeting=meeting, case=free_text_case(title))
    client.force_login(user("adviser"))
    items = list(meeting.items.all())
    address = reverse("governance:order_agenda", args=[meeting.pk])
    assert client.post(address, {"item": items[2].pk, "steps": "-1"}).status_code == 302
    assert [item.case.title for item in meeting.items.select_related("case")] == ["A", "C", "B"]
    assert client.post(address, {"item": items[0].pk, "steps": "1"}).status_code == 302
    assert [item.case.title for item in meeting.items.select_related("case")] == ["C", "A", "B"]


def test_an_order_that_names_other_items_is_stale() -> None:
    meeting = frozen_meeting(2)
    with pytest.raises(Stale):
        do(acts.order_agenda, meeting=meeting, order=[item.pk for item in meeting.items.all()][:-1])


def test_numbers_stay_with_their_items_when_the_order_changes() -> None:
    meeting = frozen_meeting(2)
    order = [item.pk for item in meeting.items.all()]
    do(acts.order_agenda, meeting=meeting, order=[order[0], order[2], order[1]])
    assert labels(meeting) == ["SG 1/22", "SG 3/22", "SG 2/22"]


@given(st.lists(st.uuids(), min_size=1, max_size=8, unique=True), st.data())
def test_moving_an_item_keeps_every_other_in_its_order(order: list, data: st.DataObject) -> None:
    item = data.draw(st.sampled_from(order))
    steps = data.draw(st.integers(-10, 10))
    after = moved(order, item, steps)
    assert sorted(after) == sorted(order)
    assert [each for each in after if each != item] == [each for each in order if each != item]
    assert after.index(item) == max(0, min(len(order) - 1, order.index(item) + steps))


@pytest.fixture
def one_frozen(founded: None) -> Meeting:
    return frozen_meeting(1)


@given(plan=st.lists(st.sampled_from(["late", "withdraw", "cancel", "freeze"]), max_size=6))
def test_no_order_of_acts_leaves_a_number_missing_or_doubled(one_frozen: Meeting, plan: list[str]) -> None:
    savepoint = transaction.savepoint()
    try:
        meeting = one_frozen
        for step in plan:
            if step == "late":
                do(acts.put_on_agenda, meeting=meeting, case=free_text_case("Sein sak"))
            elif step == "withdraw":
                item = meeting.items.exclude(case__kind="agenda").filter(state="listed").first()
                if item:
                    do(acts.withdraw_item, item=item, why="Trekt")
            elif step == "cancel":
                do(acts.cancel_meeting, meeting=meeting, why="Avlyst")
                meeting = frozen_meeting(1)
            else:
                meeting = frozen_meeting(1)
        numbers = sorted(AgendaItem.objects.filter(number__isnull=False).values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
    finally:
        transaction.savepoint_rollback(savepoint)


def test_leader_and_secretariat_share_the_preparation() -> None:
    meeting = planned_meeting()
    case = free_text_case()
    edit(case, background=text("Bakgrunn"))
    do(acts.put_on_agenda, "leader", meeting=meeting, case=case)
    do(acts.freeze_agenda, "leader", meeting=meeting)
    assert list(itertools.chain(labels(meeting))) == ["SG 1/22", "SG 2/22"]


def test_a_meeting_whose_day_is_past_was_to_be_held_and_takes_no_case(client: Client) -> None:
    meeting, case = planned_meeting(), free_text_case()
    client.force_login(user("adviser"))
    with clock.standing_at(meeting.starts_at + timedelta(days=3)):
        page = client.get(reverse("governance:meetings")).context["page"]
        assert (page.coming, page.missed) == ([], [meeting])
        assert client.get(reverse("governance:case", args=[case.pk])).context["page"].meetings == []
        told = client.get(reverse("governance:meeting", args=[meeting.pk]))
        assert told.context["page"].addable == []
        assert "skulle vore halde" in told.content.decode()
    page = client.get(reverse("governance:meetings")).context["page"]
    assert (page.coming, page.missed) == ([meeting], [])


def test_no_case_is_put_on_the_agenda_of_a_meeting_that_is_past_and_what_it_decided_is_registered_late(
    client: Client,
) -> None:
    meeting, case = frozen_meeting(1), free_text_case("Glømd sak")
    client.force_login(user("adviser"))
    with clock.standing_at(meeting.starts_at + timedelta(days=3)):
        with pytest.raises(MeetingNotOpenForThis, match="aldri opna"):
            do(acts.put_on_agenda, meeting=meeting, case=case)
        answer = client.post(reverse("governance:put_on_agenda", args=[meeting.pk]), {"case": case.pk})
        assert "Dagen for dette møtet er over" in answer.content.decode()
        assert [item.case for item in meeting.items.all() if item.case == case] == []
        late = {"decided_on": clock.local_date(meeting.starts_at), "way": Decision.Way.CONSENSUS}
        decision = do(acts.register_late_decision, case=case, **late, evidence=LETTER)
        assert decision.case == case
        later = planned_meeting()
        assert do(acts.put_on_agenda, meeting=later, case=free_text_case("Ny sak")).meeting == later


def test_a_late_item_comes_on_the_day_itself_until_the_meeting_is_opened() -> None:
    meeting = called_meeting(1)
    with clock.standing_at(meeting.starts_at + timedelta(hours=3)):
        assert do(acts.put_on_agenda, meeting=meeting, case=free_text_case("Det hastar")).late
        do(acts.open_meeting, meeting=meeting)
        opened = Meeting.objects.get(pk=meeting.pk)
        with pytest.raises(MeetingNotOpenForThis):
            do(acts.put_on_agenda, meeting=opened, case=free_text_case("For seint"))


def test_a_cancelled_meeting_is_no_day_of_its_cases(client: Client) -> None:
    meeting, case = planned_meeting(), free_text_case()
    do(acts.put_on_agenda, meeting=meeting, case=case)
    assert [row.meets_at for row in listed(actor("adviser"))] == [meeting.starts_at]
    do(acts.cancel_meeting, meeting=meeting, why="Få saker")
    assert [row.meets_at for row in listed(actor("adviser"))] == [None]


def test_what_is_proposed_for_a_project_again_and_again_stands_first() -> None:
    names = sorted((matter.usual, matter.name) for matter in matters if matter.usual)
    usual = ["portfolio.adopt_mandate", "finance.adopt_budget", "finance.adopt_funding_plan", "portfolio.start_project"]
    assert [name for _place, name in names] == usual
