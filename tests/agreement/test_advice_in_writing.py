"""An advising body gives its advice in writing, where its rules open for it; the case shows it as any other (RG-2, SG-6)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from samstyring.charter import queries as charter
from samstyring.governance import acts, errors
from samstyring.governance.errors.advice import AdviceNotCarried, AdviceUnanswered, AdvisesOnly
from samstyring.governance.models import (
    Advice,
    AgendaItem,
    Body,
    Case,
    Decision,
    Meeting,
    Position,
    Seat,
    WrittenLetter,
    WrittenProcedure,
)
from samstyring.governance.queries.cases import case_page
from samstyring.governance.queries.papers import paper_of
from samstyring.governance.queries.printed import case_of
from samstyring.governance.queries.written import advisers_of, letter_for, text_seen
from samstyring.governance.registry import matters
from samstyring.governance.written_letters import as_mail
from samstyring.governance.written_questions import KIND
from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised, NotThere
from samstyring.ui.worklist import waiting_for
from tests.agreement.test_advice import MEMBERS, read, seat_members
from tests.agreement.test_groups import decided, set_up
from tests.agreement.test_rules_of_procedure import rule
from tests.agreement.test_written_procedure import round_of
from tests.founding import actor
from tests.governance import steps
from tests.governance.steps import body, do, free_text_case
from tests.governance.test_room_pages import signed_in

DAY = timedelta(days=1)
RULES = "governance.adopt_group_rules"
pytestmark = pytest.mark.clause("RG-2", "SG-6")


def give_rules(*rules: dict[str, Any], to: str = "RG") -> Decision:
    """Let the steering group give a group its rules, in a meeting today."""
    case = do(acts.open_case, body=body(), kind=Case.Kind.FREE_TEXT, title="Reglar for gruppa")
    payload = {"body": to, "in_force_from": None, "rules": list(rules)}
    do(acts.add_proposal, case=case, matter=RULES, payload=payload, wording=matters[RULES].wording(payload))
    return steps.decide(steps.open_meeting([Case.objects.get(pk=case.pk)]), case.title)


@pytest.fixture
def opened_for(founded: None) -> Iterator[None]:
    """The resource group has members, and rules that let it be asked in writing."""
    seat_members()
    give_rules(rule("written_procedure", True, "Ressursgruppa kan gi råd skriftleg."))
    with clock.standing_at(clock.now() + 2 * DAY):
        yield


def asked(case: Case) -> WrittenProcedure:
    told = {"reason": "Hastar", "answer_by": clock.today() + 5 * DAY, "body": body("RG")}
    procedure = do(acts.prepare_written_procedure, case=case, **told)
    do(acts.open_written_procedure, procedure=procedure, seen=text_seen(case))  # the group has no leader to wait for
    return WrittenProcedure.objects.get(pk=procedure.pk)


def answer(procedure: WrittenProcedure, who: str, kind: str = "support") -> Position:
    seat = Seat.objects.get(body__key="RG", name=MEMBERS[who])
    words = "" if kind == "support" else "For dyrt no"
    position: Position = do(acts.answer_in_writing, who, round_=round_of(procedure), seat=seat, kind=kind, text=words)
    return position


def advise(procedure: WrittenProcedure, who: str = "adviser", **told: Any) -> Advice:
    words = {"conclusion": "with_changes", "text": "Ta det i to steg.", **told}
    advice: Advice = do(acts.give_advice, who, round_=round_of(procedure), **words)
    return advice


def test_a_group_is_asked_in_writing_only_where_its_rules_open_for_it(founded: None) -> None:
    seat_members()
    case, today = free_text_case("Felles arkiv"), clock.today()
    with pytest.raises(errors.WrittenNotOpen):
        asked(case)
    page = signed_in("adviser").get(reverse("governance:prepare_written_advice", args=[case.pk])).text
    assert "/bodies/RG/rules/" in page
    assert "<textarea" not in page
    decision = give_rules(rule("written_procedure", True))
    ruled = charter.rule_on("written_procedure", today + DAY, "RG")
    assert (ruled.value, ruled.basis, decision.clause_of_authority) == (True, decision.basis, "RG-4")
    assert not charter.rule_on("written_procedure", today + DAY, "SG").regulated, (
        "the steering group's own are untouched"
    )
    rules = signed_in("adviser").get(reverse("governance:rules_of_procedure", args=["RG"])).text
    assert "RG-4" in rules
    other = Body.objects.exclude(prepares_for=body()).exclude(pk=body().pk)[0]
    with clock.standing_at(clock.now() + 2 * DAY), pytest.raises(errors.OtherBodysCase):
        do(acts.prepare_written_procedure, case=case, reason="Hastar", answer_by=today + 9 * DAY, body=other)


@pytest.mark.usefixtures("founded")
def test_the_rules_of_a_group_are_proposed_on_a_page_and_the_agreements_own_are_not_offered() -> None:
    case = do(acts.open_case, body=body(), kind=Case.Kind.FREE_TEXT, title="Reglar for ressursgruppa")
    client, address = signed_in("adviser"), f"{reverse('governance:add_proposal', args=[case.pk])}?matter={RULES}"
    assert "Ressursgruppa" in client.get(address).text
    refused = client.post(address, {"wording": "Ressursgruppa får reglar.", "written_procedure": "yes"})
    assert refused.status_code == 422
    sent = client.post(address, {"wording": "Reglar.", "body": "RG", "written_procedure": "yes", "quorum": "2"})
    assert sent.status_code == 302, sent.text
    payload = case.proposals.get().payload
    given = {row["key"]: row["value"] for row in payload["rules"] if row["value"] is not None}
    assert (payload["body"], given) == ("RG", {"written_procedure": True, "quorum": 2})
    again = client.get(reverse("governance:edit_proposal", args=[case.proposals.get().pk])).text
    assert 'value="RG"' in again


@pytest.mark.usefixtures("opened_for")
def test_the_advice_given_in_writing_follows_the_case_and_names_the_silent() -> None:
    case = free_text_case("Felles arkiv")
    with pytest.raises(NotThere):
        case_page(case.pk, actor("contact"), clock.today())
    procedure = asked(case)
    item = AgendaItem.objects.get(written=procedure)
    assert (item.advisory, item.body_key) == (True, "RG")
    assert case_page(case.pk, actor("contact"), clock.today()).case == case, "who is asked reads the case"
    assert "Svar skriftleg: Felles arkiv" in [row.heading for row in waiting_for(actor("contact"), clock.today())]
    letter = WrittenLetter.objects.filter(round=round_of(procedure))[0]
    assert "Styringsgruppa avgjer" in as_mail(letter_for(letter.pk)).text
    asks = KIND.read(letter.pk).context
    assert (asks["procedure"].advisory, asks["objection_counts"]) == (True, True)
    answer(procedure, "contact", "object")
    assert WrittenProcedure.objects.get(pk=procedure.pk).state == "open", "advice is no decision: who differs is named"
    with pytest.raises(errors.AnswersComing):
        advise(procedure)
    with pytest.raises(NotAuthorised):
        advise(procedure, "contact")
    page = signed_in("contact").get(procedure.get_absolute_url()).text
    assert "Styringsgruppa avgjer" in page

    with clock.standing_at(clock.now() + 6 * DAY):
        with pytest.raises(AdvisesOnly):
            do(acts.conclude_written_procedure, round_=round_of(procedure))
        client = signed_in("adviser")
        assert (
            reverse("governance:written_advice", args=[procedure.pk]) in client.get(procedure.get_absolute_url()).text
        )
        address = reverse("governance:written_advice", args=[procedure.pk])
        again = client.post(address, {"conclusion": "against", "text": ""})
        assert (again.status_code, list(again.context["form"].errors)) == (422, ["text"])
        sent = client.post(address, {"conclusion": "with_changes", "text": "Ta det i to steg."})
        assert sent["Location"] == procedure.get_absolute_url()
        advice = Advice.objects.get()
        assert (advice.body.key, advice.item, advice.source) == ("RG", item, "not_regulated")
        assert WrittenProcedure.objects.get(pk=procedure.pk).state == "advised"
        assert Case.objects.get(pk=case.pk).state == Case.State.DRAFT
        assert not Decision.objects.filter(case=case).exists()
        (given,) = read(case)
        assert "skriftleg" in given.heading
        assert f"Har ikkje svart: {MEMBERS['project_manager']}" in given.says
        assert [stand.name for stand in given.dissent] == [MEMBERS["contact"]]
        assert given.heading in [each.heading for each in case_of(paper_of(case, clock.today())).advice]
        assert given.heading in client.get(reverse("governance:case", args=[case.pk])).text
        group = reverse("governance:body", args=["RG"])
        assert "Styringsgruppa har ikkje avgjort saka enno." in signed_in("contact").get(group).text
        assert "Felles arkiv" not in signed_in("alver").get(group).text, "the paper was not sent to the steering group"
        told = free_text_case("Neste sak")
        starts = clock.now() + DAY
        meeting = do(acts.plan_meeting, body=body("RG"), starts_at=starts, ends_at=starts + timedelta(hours=1))
        do(acts.put_on_agenda, meeting=meeting, case=told)
        do(acts.freeze_agenda, meeting=meeting)
        titles = [row.case.title for row in Meeting.objects.get(pk=meeting.pk).items.select_related("case")]
        assert "Innstillingar gitt skriftleg sidan førre møte" in titles


@pytest.mark.usefixtures("opened_for")
def test_a_demand_for_a_meeting_brings_the_case_to_the_groups_own_meeting_and_not_to_the_one_that_decides() -> None:
    case = free_text_case("Felles arkiv")
    starts = clock.now() + 9 * DAY
    own = do(acts.plan_meeting, body=body("RG"), starts_at=starts, ends_at=starts + timedelta(hours=1))
    procedure = asked(case)
    answer(procedure, "contact", "demands_meeting")
    assert WrittenProcedure.objects.get(pk=procedure.pk).state == "to_meeting"
    assert [row.advisory for row in own.items.filter(case=case)] == [True]
    with pytest.raises(errors.WrittenEnded):
        advise(procedure)
    do(acts.take_off_agenda, item=own.items.get(case=case))
    steering = steps.planned_meeting()
    do(acts.put_on_agenda, meeting=steering, case=free_text_case("Ei anna sak"))
    do(acts.freeze_agenda, meeting=steering)
    assert not steering.items.filter(case=case).exists(), "it waits for the group, not for the steering group"


@pytest.mark.usefixtures("founded")
def test_a_group_that_was_closed_meanwhile_is_not_asked() -> None:
    group = set_up()
    seat_members(group.key)
    give_rules(rule("written_procedure", True), to=group.key)
    with clock.standing_at(clock.now() + 2 * DAY):
        case = free_text_case("Felles arkiv")
        told = {"reason": "Hastar", "answer_by": clock.today() + 5 * DAY, "body": group}
        procedure = do(acts.prepare_written_procedure, case=case, **told)
        decided("Gruppa er ferdig", "close_group", {"group": group.key, "why": "Oppdraget er gjort."})
        with clock.standing_at(clock.now() + DAY):
            assert group not in [each.body for each in advisers_of(case, clock.today())]
            with pytest.raises(errors.BodyClosed):
                do(acts.open_written_procedure, procedure=procedure, seen=text_seen(case))


@pytest.mark.usefixtures("founded")
def test_a_quorum_and_consensus_of_the_group_bind_it_in_writing_too() -> None:
    seat_members()
    give_rules(rule("written_procedure", True), rule("quorum", 2), rule("advice", "consensus"))
    with clock.standing_at(clock.now() + 2 * DAY):
        first, second = asked(free_text_case("Éi røyst")), asked(free_text_case("To røyster"))
        answer(first, "contact")
        answer(second, "contact")
        answer(second, "project_manager", "object")
        with pytest.raises(AdviceNotCarried):
            advise(second)
        assert advise(second, conclusion="none").conclusion == "none"
        with clock.standing_at(clock.now() + 6 * DAY):
            with pytest.raises(AdviceUnanswered):
                advise(first)
            do(acts.conclude_written_procedure, round_=round_of(first))
            assert WrittenProcedure.objects.get(pk=first.pk).state == "to_meeting"


@pytest.mark.usefixtures("founded")
def test_the_page_says_when_the_silent_are_reminded_and_by_what_rule() -> None:
    seat_members()
    give_rules(rule("written_procedure", True), rule("remind_silent_days", 3))
    with clock.standing_at(clock.now() + 2 * DAY):
        procedure = asked(free_text_case("Felles arkiv"))
        page = signed_in("adviser").get(procedure.get_absolute_url())
        reminding = page.context["page"].reminding
        assert (reminding.on, reminding.days) == (clock.today() + 2 * DAY, 3)
        assert reminding.ruled.clause == "rules_of_procedure:RG"
        assert "Dei som ikkje har svart, blir minte" in page.text
