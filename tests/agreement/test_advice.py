"""One body advises another: the case is laid before it first, and its advice follows the case (RG-1, RG-2, SG-2)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.charter.rules import Ruled
from samstyring.governance import acts, errors
from samstyring.governance.errors.advice import AdviceNotCarried, AdviceUnanswered, AdvisesOnly, DecidesItself
from samstyring.governance.models import Advice, AgendaItem, Case, Decision, Meeting, Proposal, Round, Seat
from samstyring.governance.queries.advice import Given, given_in
from samstyring.governance.queries.cases import case_page
from samstyring.governance.queries.minutes_document import minutes_data
from samstyring.governance.queries.papers import paper_of
from samstyring.governance.queries.printed import case_of
from samstyring.governance.queries.record import record_of
from samstyring.governance.queries.texts import proposals_of
from samstyring.governance.rules.advice import dissent, refusal
from samstyring.governance.rules.room import Stand, Tally
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised, NotThere
from samstyring.kernel.ids import uuid7
from tests.founding import actor, person, user
from tests.governance import steps
from tests.governance.groups import set_up
from tests.governance.steps import body, do, free_text_case

MEMBERS = {"contact": "Digitaliseringssjef, Fedje", "project_manager": "Digitaliseringssjef, Sunnfjord"}


def seat_members(key: str = "RG") -> None:
    for who, role in MEMBERS.items():
        do(acts.appoint_member, body=body(key), person=person(who), role=role, from_date=clock.today(), source="Brev")


def laid_before(case: Case, key: str = "RG") -> AgendaItem:
    """Lay a case before an advising body, in a meeting that is called and opened, and take it up."""
    starts = clock.now() + timedelta(minutes=5)
    meeting = do(acts.plan_meeting, body=body(key), starts_at=starts, ends_at=starts + timedelta(hours=1))
    do(acts.put_on_agenda, meeting=meeting, case=case)
    do(acts.freeze_agenda, meeting=meeting)
    do(
        acts.call_meeting, meeting=Meeting.objects.get(pk=meeting.pk)
    )  # the charter gives the group no leader to wait for
    meeting = Meeting.objects.get(pk=meeting.pk)
    do(acts.open_meeting, meeting=meeting)
    steps.attend(meeting, *Seat.objects.filter(body__key=key).values_list("key", flat=True))
    return steps.take_up(Meeting.objects.get(pk=meeting.pk), case.title)


def position(item: AgendaItem, who: str, kind: str = "support", text: str = "") -> Round:
    round_ = steps.round_of(item)
    seat = Seat.objects.get(body=item.meeting.body, name=MEMBERS[who])
    do(acts.record_position, who, round_=round_, seat=seat, kind=kind, text=text)
    return round_


def advised(case: Case, conclusion: str = "with_changes", text: str = "Ta med dei minste kommunane.") -> Advice:
    item = laid_before(case)
    position(item, "contact")
    round_ = position(item, "project_manager", "object", "For dyrt no")
    return do(acts.give_advice, round_=round_, conclusion=conclusion, text=text)


def read(case: Case) -> list[Given]:
    case = Case.objects.select_related("body").get(pk=case.pk)
    return given_in([case], proposals_of(case.pk)).get(case.pk, [])


@pytest.mark.usefixtures("founded")
@pytest.mark.clause("RG-2")
def test_the_groups_advice_follows_the_case_apart_from_recommendation_and_decision(client: Client) -> None:
    seat_members()
    case = free_text_case("Felles arkiv")
    with pytest.raises(NotThere):
        case_page(case.pk, actor("contact"), clock.today())
    advice = advised(case)
    assert (advice.body.key, advice.item.label, advice.source) == ("RG", "RG 2/22", "not_regulated")
    assert not Decision.objects.filter(case=case).exists()
    assert Case.objects.get(pk=case.pk).state == Case.State.DRAFT
    assert case_page(case.pk, actor("contact"), clock.today()).paper.advice  # those who advised may read it
    with pytest.raises(NotThere):
        case_page(case.pk, actor("alver"), clock.today())  # it has not been sent to the steering group
    meeting = steps.open_meeting([Case.objects.get(pk=case.pk)], starts_at=clock.now() + timedelta(minutes=5))
    paper = case_of(paper_of(case, clock.today()))
    assert [(each.heading, each.note) for each in paper.advice] == [(read(case)[0].heading, "")]
    assert paper.advice[0].positions[0].reason == "For dyrt no"
    assert paper.recommendation is None
    item = steps.take_up(meeting, "Felles arkiv")
    client.force_login(user("alver"))
    shown = client.get(reverse("governance:room_item", args=[meeting.pk, item.pk])).content.decode()
    assert "Ta med dei minste kommunane." in shown
    assert "For dyrt no" in shown
    decision = do(acts.find_consensus, "leader", round_=steps.round_of(item), silent_agree=True)
    assert decision.body.key == "SG"
    why = client.get(reverse("governance:decision", args=["SG", decision.year, decision.number])).content.decode()
    assert "RG 2/22" in why
    steps.close(meeting)
    minutes = minutes_data(record_of(Meeting.objects.get(pk=meeting.pk)), None)
    assert [given.heading for row in minutes.items for given in row.advice] == [read(case)[0].heading]
    assert not read(case)[0].earlier


@pytest.mark.usefixtures("founded")
@pytest.mark.clause("SG-2")
def test_an_advising_body_can_decide_nothing_and_the_text_is_not_changed_by_it(client: Client) -> None:
    seat_members()
    case = free_text_case("Felles arkiv")
    item = laid_before(case)
    round_ = steps.round_of(item)
    with pytest.raises(AdviceUnanswered):
        do(acts.give_advice, round_=round_, conclusion="as_proposed")
    for act, arguments in (
        (acts.find_consensus, {"round_": round_, "silent_agree": True}),
        (acts.take_note, {"item": item}),
        (acts.change_text, {"round_": round_, "texts": []}),
    ):
        with pytest.raises(AdvisesOnly):
            do(act, **arguments)
    position(item, "contact")
    position(item, "project_manager")
    for who in ("contact", "leader"):  # a member, and the leader of another body
        with pytest.raises(NotAuthorised):
            do(acts.give_advice, who, round_=round_, conclusion="as_proposed")
    with pytest.raises(InvalidInput):
        do(acts.give_advice, round_=round_, conclusion="against", text=" ")
    client.force_login(user("adviser"))
    address = reverse("governance:room_advice", args=[item.meeting_id, item.pk])
    assert "ikkje regulert" in client.get(address).content.decode()
    again = client.post(address, {"conclusion": "against", "text": ""})
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["text"])
    assert client.post(address, {"conclusion": "as_proposed", "text": ""}).status_code == 302
    assert read(case)[0].dissent == []
    own = steps.take_up(
        steps.open_meeting([free_text_case("Eiga sak")], starts_at=clock.now() + timedelta(minutes=5)), "Eiga"
    )
    with pytest.raises(DecidesItself):
        do(acts.give_advice, round_=steps.round_of(own), conclusion="as_proposed")


@pytest.mark.usefixtures("founded")
@pytest.mark.clause("RG-2")
def test_several_can_advise_and_what_is_changed_afterwards_is_marked() -> None:
    seat_members()
    set_up()
    seat_members("FA")
    case = free_text_case("Felles arkiv")
    advised(case, "none", "Gruppa er delt.")
    item = laid_before(Case.objects.get(pk=case.pk), "FA")  # a group advises the body that set it up
    position(item, "contact")
    do(acts.give_advice, round_=position(item, "project_manager"), conclusion="as_proposed")
    assert [(given.advice.body.key, given.earlier) for given in read(case)] == [("RG", False), ("FA", False)]
    proposal = Proposal.objects.get(case=case)
    do(acts.edit_proposal, proposal=proposal, payload={}, wording="Styringsgruppa utset planen.")
    assert [given.earlier for given in read(case)] == [True, True]
    case = Case.objects.get(pk=case.pk)
    assert case_of(paper_of(case, clock.today())).advice[0].note
    own, meeting = (
        do(acts.open_case, body=body("RG"), kind=Case.Kind.FREE_TEXT, title="Eiga sak"),
        steps.planned_meeting(),
    )
    with pytest.raises(errors.OtherBodysCase):  # the steering group is not asked for its advice to the resource group
        do(acts.put_on_agenda, meeting=meeting, case=own)


def tally(kinds: list[str]) -> Tally:
    return Tally([Stand(uuid7(), uuid7(), f"Plass {n}", "", "", True, kind=kind) for n, kind in enumerate(kinds)])


@given(
    st.lists(
        st.sampled_from(["support", "no_objection", "remark", "object", "not_taking_part"]), min_size=1, max_size=9
    ),
    st.sampled_from(Advice.Conclusion.values),
)
def test_a_rule_of_consensus_or_majority_holds_for_advice_as_it_is_counted(kinds: list[str], conclusion: str) -> None:
    counted = tally(kinds)
    against = dissent(conclusion, counted)
    assert refusal(conclusion, counted, Ruled("advice", None, "not_regulated")) is None
    by_consensus = refusal(conclusion, counted, Ruled("advice", "consensus", "agreement:RG-2"))
    assert (by_consensus is not None) == bool(against)
    by_majority = refusal(conclusion, counted, Ruled("advice", "majority", "agreement:RG-2"))
    objecting, behind = kinds.count("object"), sum(kind in ("support", "no_objection", "remark") for kind in kinds)
    if conclusion == "against":
        objecting, behind = behind, objecting
    assert (by_majority is not None) == (conclusion != "none" and behind <= objecting)
    assert by_majority is None or isinstance(by_majority, AdviceNotCarried)
