"""The pages of the meeting room, through the browser's eyes: who sees what, what a press does, what is never lost."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from samstyring.governance import acts
from samstyring.governance.acts.change_text import NewText
from samstyring.governance.models import AgendaItem, Decision, Meeting, Position, Round
from samstyring.governance.queries.minutes_document import outcome
from samstyring.kernel import clock
from samstyring.kernel.ids import uuid7
from samstyring.kernel.models import JournalEntry
from tests.founding import actor, person, user
from tests.portfolio import steps as projects

from . import steps
from .steps import do

pytestmark = pytest.mark.usefixtures("founded")


TYPING = {"X-Autosave": "yes"}


def objected(item: AgendaItem) -> Round:
    """The round of an item, with an objection to it."""
    round_ = steps.round_of(item)
    do(acts.record_position, round_=round_, seat=steps.seat("nordfjord"), kind="object", text="Ikkje høyrde")
    return round_


def signed_in(key: str) -> Client:
    """A browser in which one of the cast is signed in."""
    client = Client()
    client.force_login(user(key))
    return client


def address(name: str, item: AgendaItem) -> str:
    return reverse(f"governance:{name}", args=[item.meeting_id, item.pk])


def press(client: Client, name: str, item: AgendaItem, **fields: object) -> str:
    """Press a button of the item's page and return the page that follows."""
    answer = client.post(address(name, item), {"intent": str(uuid7()), **fields}, follow=True)
    return answer.content.decode()


def test_strangers_to_the_body_find_nothing() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    for key, status in {"adviser": 200, "leader": 200, "alver": 200, "ks": 200, "contact": 404}.items():
        client = signed_in(key)
        assert client.get(reverse("governance:room", args=[meeting.pk])).status_code == status, key
        assert client.get(address("room_item", item)).status_code == status, key
        assert client.get(address("room_live", item)).status_code == status, key
    answer = Client().get(address("room_item", item))
    assert answer.status_code == 302


def test_the_room_is_shut_to_members_until_the_meeting_is_called() -> None:
    meeting = steps.planned_meeting()
    do(acts.put_on_agenda, meeting=meeting, case=steps.free_text_case())
    for key, status in {"adviser": 200, "leader": 200, "alver": 404, "ks": 404}.items():
        assert signed_in(key).get(reverse("governance:room", args=[meeting.pk])).status_code == status, key


def test_a_meeting_from_opening_to_closing() -> None:
    meeting = steps.called_meeting(1)
    client = signed_in("adviser")
    room = reverse("governance:room", args=[meeting.pk])
    assert reverse("governance:room_open", args=[meeting.pk]) in client.get(room).content.decode()
    client.post(reverse("governance:room_open", args=[meeting.pk]), {"chair": ""})
    attendance = reverse("governance:room_attendance", args=[meeting.pk])
    form = client.get(attendance).content.decode()
    seats = {key: steps.seat(key).pk for key in ("alver", "nordfjord")}
    assert f"present_{seats['alver']}" in form
    client.post(
        attendance, {f"present_{pk}": "on" for pk in seats.values()} | {"others": "Gjest, Bergen, prosjektleiar"}
    )
    for item in meeting.items.order_by("position"):
        press(client, "room_take_up", item)
        press(client, "room_consensus", item, silent="yes")
        item.refresh_from_db()
        assert item.state == AgendaItem.State.DECIDED
    client.post(reverse("governance:room_close", args=[meeting.pk]), {"intent": str(uuid7())})
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.HELD
    page = client.get(room).content.decode()
    assert reverse("governance:minutes_draft", args=[meeting.pk]) in page
    client.post(reverse("governance:minutes_draft", args=[meeting.pk]), {"intent": str(uuid7())})
    minutes = client.get(reverse("governance:minutes", args=[meeting.pk])).content.decode()
    assert "Gjest, Bergen, prosjektleiar" in minutes


def test_who_is_expected_is_ticked_before_anything_is_recorded() -> None:
    meeting = steps.called_meeting()
    do(acts.open_meeting, meeting=meeting)
    page = signed_in("adviser").get(reverse("governance:room_attendance", args=[meeting.pk])).content.decode()
    ticked = set(re.findall(r'name="present_([0-9a-f-]+)"[^>]*checked', page))
    assert ticked == {str(steps.seat(key).pk) for key in ("alver", "nordfjord", "bergen_leiar", "ks")}


def test_a_deviation_without_words_comes_back_with_what_was_chosen() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    answer = signed_in("adviser").post(
        address("room_position", item),
        {"seat": str(steps.seat("alver").pk), "kind": "object", "text": "", "round": "1"},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert re.search(r'value="object"[^>]*checked', page)
    assert not Position.objects.exists()


def test_a_member_answers_for_the_own_seat() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    client = signed_in("alver")
    alver, nordfjord = steps.seat("alver"), steps.seat("nordfjord")
    press(client, "room_position", item, seat=str(alver.pk), kind="remark", text="Snart, takk.", round="1")
    position = Position.objects.get()
    assert (position.kind, position.by_secretary) == ("remark", False)
    answer = client.post(
        address("room_position", item), {"seat": str(nordfjord.pk), "kind": "support", "round": "1"}, follow=True
    )
    assert answer.status_code == 422
    assert Position.objects.count() == 1


def test_a_press_on_the_text_before_is_told_so() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    do(acts.open_round, item=item)
    page = press(signed_in("adviser"), "room_consensus", item, round="1", silent="yes")
    assert 'data-color="danger"' in page
    assert not Decision.objects.exists()


def test_two_presses_make_one_decision() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    client, intent = signed_in("adviser"), str(uuid7())
    for _press in range(2):
        press(client, "room_consensus", item, silent="yes", intent=intent)
    assert Decision.objects.count() == 1


def test_reading_does_nothing() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    for name in ("room_consensus", "room_no_objection", "room_take_up", "room_note", "room_account"):
        assert signed_in("adviser").get(address(name, item)).status_code == 302
    assert not Decision.objects.exists()


def written(item: AgendaItem) -> tuple[str, int]:
    """The account that is recorded, and how many entries of the journal say that it was written."""
    item.refresh_from_db()
    return item.account, JournalEntry.objects.filter(act="governance.write_account").count()


def test_two_writers_of_an_account_see_each_other() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    client, url = signed_in("adviser"), address("room_account", item)
    first = client.post(url, {"text": "Leiaren orienterte.", "revision": "0"}, headers=TYPING)
    assert first.json() == {"revision": 1}
    stale = client.post(url, {"text": "Noko anna.", "revision": "0"}, headers=TYPING)
    assert stale.status_code == 409
    page = client.post(url, {"text": "Noko anna.", "revision": "0"})
    assert page.status_code == 409
    assert "Leiaren orienterte." in page.content.decode()
    assert "Noko anna." in page.content.decode()
    same = client.post(url, {"text": "Leiaren orienterte.\n", "revision": "1"}, headers=TYPING)
    assert same.json() == {"revision": 1}
    assert signed_in("contact").post(url, {"text": "Mitt", "revision": "1"}, headers=TYPING).status_code == 404
    assert signed_in("alver").post(url, {"text": "Mitt", "revision": "1"}, headers=TYPING).status_code == 422


def test_an_account_is_typed_in_twenty_goes_and_recorded_once_when_its_item_ends() -> None:
    meeting = steps.open_meeting(2)
    item, other = steps.take_up(meeting, "Sak 1"), steps.item_of(meeting, "Sak 2")
    client, url = signed_in("adviser"), address("room_account", item)
    text = ""
    for number in range(20):
        text += f"Ord {number}. "
        answer = client.post(url, {"text": text, "revision": str(number)}, headers=TYPING)
        assert answer.json() == {"revision": number + 1}
    client.post(url, {"text": text, "revision": "20", "leaving": "yes"}, headers=TYPING)  # it is not over yet
    assert written(item) == ("", 0)
    assert "Ord 19." in client.get(address("room_item", item)).content.decode()
    assert "Ord 19." not in signed_in("alver").get(address("room_item", item)).content.decode()
    do(acts.decide_as_leader, "leader", round_=objected(item), reasons="Saka hastar.")
    assert written(item) == (text.rstrip(), 0)
    facts = json.loads(JournalEntry.objects.latest("position").body)["facts"]
    assert facts["accounts"] == [f"{item.label}: 20"]
    assert facts["accounts_by"] == [person("adviser").name]

    # More is written afterwards: leaving the item records it, once.
    for number in (20, 21):
        client.post(url, {"text": f"{text}Etterpå {number}.", "revision": str(number)}, headers=TYPING)
    more = {"text": f"{text}Etterpå 21.", "revision": "22", "leaving": "yes"}
    for _again in range(2):
        assert client.post(url, more, headers=TYPING).json() == {"revision": 22}
    assert written(item) == (f"{text}Etterpå 21.", 1)

    # The connection drops: what the server has is taken in when the meeting is closed.
    client.post(address("room_account", other), {"text": "Det siste.", "revision": "0"}, headers=TYPING)
    steps.close(meeting)
    assert written(other) == ("Det siste.", 1)


def test_what_is_written_after_the_meeting_is_in_the_draft_of_the_minutes_and_recorded_when_they_are_sent() -> None:
    meeting = steps.open_meeting()
    steps.decide(meeting, "Sak 1")
    item = steps.item_of(meeting, "Sak 1")
    do(acts.close_meeting, meeting=meeting, rest="postponed")
    minutes = do(acts.draft_minutes, meeting=meeting)
    client, url = signed_in("adviser"), address("room_account", item)
    client.post(url, {"text": "Skrive etterpå.", "revision": "0"}, headers=TYPING)
    assert "Skrive etterpå." in client.get(reverse("governance:minutes", args=[meeting.pk])).content.decode()
    do(acts.send_minutes, minutes=minutes, comment_until=clock.today() + timedelta(days=14))
    assert written(item) == ("Skrive etterpå.", 0)
    client.post(url, {"text": "Skrive for seint.", "revision": "1"}, headers=TYPING)
    acts.approve_minutes_by_silence(minutes=minutes, by=actor("adviser"), at=clock.now() + timedelta(days=15))
    page = client.get(address("room_item", item)).content.decode()
    assert "Skrive for seint til å bli ført" in page
    assert client.post(url, {"text": "Meir.", "revision": "2"}, headers=TYPING).status_code == 422


def test_the_live_part_answers_only_when_something_is_new() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    member, url = signed_in("alver"), address("room_live", item)
    page = member.get(address("room_item", item)).content.decode()
    seen = re.search(r"\?seen=([\w-]+)", page)
    assert seen
    with CaptureQueriesContext(connection) as asked:
        assert member.get(url, {"seen": seen[1]}).status_code == 204
    assert len(asked) <= 8
    do(acts.record_position, "nordfjord", round_=steps.round_of(item), seat=steps.seat("nordfjord"), kind="support")
    answer = member.get(url, {"seen": seen[1]})
    assert answer.status_code == 200
    assert 'id="live"' in answer.content.decode()
    do(acts.open_round, item=item)
    assert signed_in("ks").get(url, {"seen": seen[1]}).headers["HX-Refresh"] == "true"
    for writer in (member, signed_in("adviser")):
        told = writer.get(url, {"seen": seen[1]})
        assert "HX-Refresh" not in told.headers, "what is half written would be lost"
        assert not re.search(r'action="[^"]*/(consensus|no-objection|position)/"', told.content.decode())


def test_a_position_on_a_text_that_has_changed_is_not_recorded_and_nothing_is_lost() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    member, seat = signed_in("alver"), steps.seat("alver")
    proposal = item.case.proposals.get()
    do(acts.change_text, round_=steps.round_of(item), texts=[NewText(proposal, "Ein heilt ny tekst.")])
    said = {"seat": str(seat.pk), "kind": "object", "text": "For dyrt for dei små.", "round": "1"}
    page = member.post(address("room_position", item), said)
    text = page.content.decode()
    assert page.status_code == 422
    assert not Position.objects.exists()
    assert "Teksten er endra" in text
    assert "heilt ny tekst" in text
    assert "For dyrt for dei små." in text
    assert re.search(r'value="object"[^>]*checked', text)
    assert 'name="round" value="2"' in text
    assert member.post(address("room_position", item), said | {"round": "2"}).status_code == 302
    assert Position.objects.get().seat.round.number == 2


def test_the_text_is_changed_in_the_room() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    client, proposal = signed_in("adviser"), item.case.proposals.get()
    form = client.get(address("room_text", item)).content.decode()
    assert f"wording_{proposal.pk}" in form
    page = press(
        client, "room_text", item, **{f"wording_{proposal.pk}": "Ny ordlyd.", "why": "etter innspel", "round": "1"}
    )
    assert "<ins>" in page
    assert steps.round_of(item).number == 2
    assert client.get(reverse("governance:room_round", args=[meeting.pk, item.pk, 1])).status_code == 200


def test_a_new_draft_is_pointed_to_in_the_room() -> None:
    project = projects.ready()
    meeting = steps.open_meeting([projects.case_about(project)])
    item = steps.take_up(meeting, project.name)
    client = signed_in("adviser")
    page = client.get(address("room_text", item)).content.decode()
    fields = dict(re.findall(r'name="(payload_[\w-]+)" value="([\w-]+)"[^>]*checked', page))
    assert len(fields) == 3
    wordings = {f"wording_{each.pk}": each.wording for each in item.case.proposals.all()}
    mandate = item.case.proposals.get(matter="portfolio.adopt_mandate")
    another = projects.mandate(project, goal="Eit anna mål.")
    fields[f"payload_{mandate.pk}-mandate"] = str(another.pk)
    press(client, "room_text", item, **wordings, **fields, why="", round="1")
    assert steps.round_of(item).number == 2
    mandate.refresh_from_db()
    assert mandate.payload == {"mandate": str(another.pk)}


def test_the_leader_decides_on_a_page_of_its_own() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    round_ = steps.round_of(item)
    do(acts.record_position, round_=round_, seat=steps.seat("nordfjord"), kind="object", text="Ikkje høyrde")
    assert signed_in("adviser").get(address("room_leader", item)).status_code == 403
    leader = signed_in("leader")
    assert "Ikkje høyrde" in leader.get(address("room_leader", item)).content.decode()
    press(leader, "room_leader", item, reasons="Saka hastar.", round="1")
    assert Decision.objects.get().way == Decision.Way.LEADER


def test_a_late_item_is_agreed_to_at_the_first_item() -> None:
    meeting = steps.called_meeting(1)
    do(acts.put_on_agenda, meeting=meeting, case=steps.free_text_case("Ettermeld"))
    do(acts.open_meeting, meeting=meeting)
    steps.attend(meeting, "alver")
    late, client = steps.item_of(meeting, "Ettermeld"), signed_in("adviser")
    assert 'data-color="danger"' in press(client, "room_take_up", late)
    first = meeting.items.order_by("position").first()
    assert first is not None
    press(client, "room_take_up", first)
    assert address("room_late", late) in client.get(address("room_item", first)).content.decode()
    told = client.post(address("room_late", late), {"accepted": "yes", "at": str(first.pk), "intent": ""})
    assert told["Location"] == address("room_item", first)
    assert address("room_late", late) not in client.get(address("room_item", first)).content.decode()
    press(client, "room_consensus", first, silent="yes")
    press(client, "room_take_up", late)
    late.refresh_from_db()
    assert late.state == AgendaItem.State.OPEN
    with override("nn"):
        assert outcome(late).endswith("Ettermeld sak: Møtet godtok i den første saka å ta henne opp.")


@pytest.mark.parametrize("count", [1, 9])
def test_the_room_asks_the_same_questions_whatever_the_size(count: int) -> None:
    meeting = steps.open_meeting(count)
    item = steps.take_up(meeting, "Sak 1")
    client = signed_in("adviser")
    for url in (reverse("governance:room", args=[meeting.pk]), address("room_item", item), address("room_live", item)):
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        assert len(asked) <= 25


def test_a_chair_without_a_seat_runs_the_meeting_and_decides_nothing_alone() -> None:
    meeting = steps.called_meeting()
    do(acts.open_meeting, meeting=meeting, chair=person("project_manager"))
    steps.attend(meeting, "alver")
    client, item = signed_in("project_manager"), steps.item_of(meeting, "Sak 1")
    press(client, "room_take_up", item)
    page = client.get(address("room_item", item)).content.decode()
    assert address("room_leader", item) not in page
    assert address("room_consensus", item) in page
    assert client.get(address("room_leader", item)).status_code == 403
    press(client, "room_consensus", item, silent="yes")
    assert Decision.objects.get().found_by == person("project_manager")
