"""The leader calls the meetings (LE-2), by the acts and pages that a user would use."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts
from samstyring.governance.errors import AgendaNotFrozen, EvidenceMissing, SummonsChanged, SummonsNeedsLeader
from samstyring.governance.models import Delivery, Dispatch, Meeting
from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised
from samstyring.kernel.models import JournalEntry
from samstyring.ui.worklist import all_that_waits, waiting_for
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.founding import actor, person, user
from tests.governance.preparing import LETTER, frozen_meeting
from tests.governance.steps import body, do, free_text_case, planned_meeting

pytestmark = [pytest.mark.usefixtures("founded"), pytest.mark.clause("LE-2")]


def sent(meeting: Meeting) -> Dispatch:
    return Dispatch.objects.get(meeting=meeting, kind="summons")


def test_the_leader_calls_and_everyone_with_a_seat_gets_it() -> None:
    meeting = frozen_meeting()
    do(acts.call_meeting, "leader", meeting=meeting)
    meeting.refresh_from_db()
    assert meeting.state == "called"
    assert sent(meeting).authority == "send av leiaren, Leiar, styringsgruppa"
    roles = dict(Delivery.objects.values_list("person__name", "role"))
    assert roles == {
        "Kommunedirektør, Alver": "member",
        "Kommunedirektør, Stad": "member",
        "Leiar, styringsgruppa": "member",
        "Observatør, KS": "observer",
    }


@pytest.mark.parametrize("who", ["adviser", "secretariat_leader"])
def test_the_secretariat_cannot_call_without_the_leaders_word(who: str) -> None:
    meeting = frozen_meeting()
    with pytest.raises(SummonsNeedsLeader) as refusal:
        do(acts.call_meeting, who, meeting=meeting)
    assert refusal.value.clause == "LE-2"
    assert not Dispatch.objects.exists()


def test_the_secretariat_calls_when_the_leader_has_approved_this_summons() -> None:
    meeting = frozen_meeting()
    do(acts.approve_summons, "leader", meeting=meeting)
    do(acts.call_meeting, "adviser", meeting=meeting)
    assert sent(meeting).authority.startswith("send av sekretariatet, godkjend av leiaren, Leiar, styringsgruppa")
    entry = JournalEntry.objects.get(act="governance.call_meeting")
    assert (entry.capacity, entry.authority) == ("Rådgivar i sekretariatet", "LE-2")
    assert entry.on_behalf_of == "Leiar, styringsgruppa"


def test_an_approval_holds_for_just_that_time_place_and_agenda() -> None:
    meeting = frozen_meeting()
    do(acts.approve_summons, "leader", meeting=meeting)
    do(acts.put_on_agenda, meeting=meeting, case=free_text_case("Ei sak til"))
    with pytest.raises(SummonsChanged):
        do(acts.call_meeting, "adviser", meeting=meeting)
    do(acts.approve_summons, "leader", meeting=meeting)
    do(acts.call_meeting, "adviser", meeting=meeting)
    assert Meeting.objects.get(pk=meeting.pk).state == "called"


def test_the_secretariat_registers_the_approval_only_with_the_letter() -> None:
    meeting = frozen_meeting()
    with pytest.raises(EvidenceMissing):
        do(acts.approve_summons, "adviser", meeting=meeting)
    approval = do(acts.approve_summons, "adviser", meeting=meeting, evidence=LETTER)
    assert approval.approved_by == person("leader")
    assert approval.evidence.received_from == "Leiar, styringsgruppa"
    do(acts.call_meeting, "adviser", meeting=meeting)
    assert Meeting.objects.get(pk=meeting.pk).state == "called"


def test_the_secretariat_calls_on_a_standing_instruction_until_it_is_revoked() -> None:
    instruction = do(acts.give_standing_instruction, "leader", body=body(), text="Send dei.", from_date=clock.today())
    first, second = frozen_meeting(), frozen_meeting()
    do(acts.call_meeting, "adviser", meeting=first)
    assert sent(first).authority.startswith(
        "send av sekretariatet på ståande instruks frå leiaren, Leiar, styringsgruppa"
    )
    do(
        acts.revoke_standing_instruction,
        "leader",
        instruction=instruction,
        until=clock.today() + timedelta(days=1),
    )
    do(acts.call_meeting, "adviser", meeting=second)  # it holds the day out
    instruction.refresh_from_db()
    assert not instruction.holds_on(clock.today() + timedelta(days=1))


def test_nobody_calls_before_the_agenda_has_its_numbers() -> None:
    meeting = planned_meeting()
    do(acts.put_on_agenda, meeting=meeting, case=free_text_case())
    with pytest.raises(AgendaNotFrozen):
        do(acts.call_meeting, "leader", meeting=meeting)


@pytest.mark.parametrize("who", ["alver", "ks", "contact", "project_manager", "stranger"])
def test_nobody_else_calls(who: str) -> None:
    meeting = frozen_meeting()
    with pytest.raises(NotAuthorised):
        do(acts.call_meeting, who, meeting=meeting)


def test_a_called_meeting_moves_and_is_cancelled_on_the_leaders_word_too() -> None:
    meeting = frozen_meeting()
    do(acts.call_meeting, "leader", meeting=meeting)
    later = {"starts_at": clock.now() + timedelta(days=20), "ends_at": clock.now() + timedelta(days=20, hours=2)}
    with pytest.raises(SummonsNeedsLeader) as refusal:
        do(acts.move_meeting, "adviser", meeting=meeting, **later)
    assert (refusal.value.field, refusal.value.clause) == ("evidence", "LE-2")
    do(acts.move_meeting, "adviser", meeting=meeting, **later, evidence=LETTER)
    change = Dispatch.objects.get(kind="change")
    assert change.sequence == 1
    assert change.authority.startswith("send av sekretariatet etter ord frå leiaren, Leiar, styringsgruppa")
    do(acts.cancel_meeting, "leader", meeting=meeting, why="Leiaren er sjuk")
    assert Dispatch.objects.get(kind="cancellation").sequence == 2


def test_through_the_pages(client: Client) -> None:
    meeting = frozen_meeting()
    address = reverse("governance:call_meeting", args=[meeting.pk])
    client.force_login(user("adviser"))
    page = client.get(address)
    assert "LE‑2" in page.content.decode()
    refused = client.post(address)
    assert refused.status_code == 422
    client.force_login(user("leader"))
    assert client.post(reverse("governance:approve_summons", args=[meeting.pk])).status_code == 302
    client.force_login(user("adviser"))
    assert client.post(address).status_code == 302
    shown = client.get(reverse("governance:dispatch", args=[sent(meeting).pk])).content.decode()
    assert "Leiar, styringsgruppa" in shown
    assert "alver@example.no" in shown


def test_the_check_shows_on_what_each_summons_rests() -> None:
    from samstyring.charter.registry import Question, checks

    question = Question(on=clock.today(), today=clock.today(), parameters={"body": "SG"})
    assert checks["governance.summons_on_leaders_authority"](question).state == "not_measured"
    meeting = frozen_meeting()
    do(acts.call_meeting, "leader", meeting=meeting)
    finding = checks["governance.summons_on_leaders_authority"](question)
    assert finding.state == "fulfilled"
    assert "Leiar, styringsgruppa" in str(finding.evidence[0].text)


def test_the_act_says_in_which_capacity_it_was_done() -> None:
    meeting = frozen_meeting()
    do(acts.call_meeting, "leader", meeting=meeting)
    entry = JournalEntry.objects.get(act="governance.call_meeting")
    assert entry.capacity == "leiar for Styringsgruppa"
    assert actor("leader").may("governance.call_meeting", f"body:{meeting.body_id}")


def test_no_day_is_made_up_by_which_to_call_where_no_rule_gives_one() -> None:
    meeting = frozen_meeting()
    soon = Meeting.objects.get(pk=meeting.pk).starts_at
    address = reverse("governance:approve_summons", args=[meeting.pk])
    tasks = [task for task in waiting_for(actor("leader"), clock.today()) if task.url == address]
    assert [task.deadline for task in tasks] == [clock.local_date(soon)], "of course before the meeting itself"
    assert "Ingen regel seier kor lenge før møtet" in str(tasks[0].text)
    whole = {task.key: task for task in all_that_waits(actor("adviser"), clock.today())}
    assert whole[tasks[0].key].deadline == clock.local_date(soon)
    assert "Ingen regel seier" in str(whole[tasks[0].key].text)


def test_where_a_rule_gives_the_notice_the_day_follows_from_it() -> None:
    adopted(rule("notice_days", 10))
    meeting = frozen_meeting()
    address = reverse("governance:approve_summons", args=[meeting.pk])
    tasks = [task for task in waiting_for(actor("leader"), clock.today()) if task.url == address]
    day = clock.local_date(Meeting.objects.get(pk=meeting.pk).starts_at)
    assert [task.deadline for task in tasks] == [day - timedelta(days=10)]
    assert "Ingen regel" not in str(tasks[0].text)
