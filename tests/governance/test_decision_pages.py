"""Pages of decisions, follow-up and minutes: the register, the public's part of it, the feed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import etree

from samstyring.governance import acts
from samstyring.governance.models import Action, Decision, Minutes, Proposal
from samstyring.governance.queries.decisions import address_of_decision
from samstyring.kernel import clock
from samstyring.kernel.ids import uuid7
from tests.founding import actor

from . import steps
from .steps import do
from .test_minutes import approved, sent
from .test_room_pages import signed_in

pytestmark = pytest.mark.usefixtures("founded")
LIST = "/decisions/"


def test_the_public_reads_what_is_released_and_cannot_guess_the_rest() -> None:
    meeting = steps.open_meeting(2)
    first, second = steps.decide(meeting, "Sak 1"), steps.decide(meeting, "Sak 2")
    do(acts.release_decision, decision=first, checked=True)
    stranger = Client()
    page = stranger.get(LIST).content.decode()
    assert "Sak 1" in page
    assert "Sak 2" not in page
    assert stranger.get(address_of_decision(first)).status_code == 200
    hidden, absent = stranger.get(address_of_decision(second)), stranger.get("/decisions/SG/2022/999/")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert stranger.get(f"{address_of_decision(second)}minutes.pdf").status_code == 404
    inside = signed_in("contact")
    assert "Sak 2" in inside.get(LIST).content.decode()
    assert inside.get(address_of_decision(second)).status_code == 200


def test_the_feed_holds_what_is_released_alone() -> None:
    meeting = steps.open_meeting(2)
    first, _second = steps.decide(meeting, "Sak 1"), steps.decide(meeting, "Sak 2")
    do(acts.release_decision, decision=first, checked=True)
    feed = etree.fromstring(Client().get(reverse("governance:decisions_feed")).content)
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.xpath("a:entry/a:title/text()", namespaces=names) == [f"{first.label} Sak 1"]
    assert feed.xpath("a:entry/a:id/text()", namespaces=names) == [f"urn:uuid:{first.pk}"]


def test_the_register_is_filtered_and_handed_out_as_a_file() -> None:
    meeting = steps.open_meeting(2)
    steps.decide(meeting, "Sak 1")
    steps.decide(meeting, "Sak 2")
    client = signed_in("alver")
    page = client.get(LIST, {"q": "Sak 2", "year": "2022", "body": "SG"}).content.decode()
    assert "Sak 2" in page
    assert ">Sak 1<" not in page
    sheet = b"".join(client.get(LIST, {"format": "csv"}).streaming_content)  # type: ignore[attr-defined]
    assert b"Sak 1" in sheet


def test_a_decision_page_says_who_was_entitled_and_what_they_said() -> None:
    meeting = steps.open_meeting()
    round_ = steps.round_of(steps.take_up(meeting, "Sak 1"))
    do(acts.record_position, round_=round_, seat=steps.seat("nordfjord"), kind="object", text="Ikkje høyrde")
    do(acts.record_no_objection, round_=round_)
    decision = do(acts.decide_as_leader, "leader", round_=round_, reasons="Saka hastar.")
    page = signed_in("contact").get(address_of_decision(decision)).content.decode()
    for words in (
        "Ikkje høyrde",
        "Saka hastar.",
        decision.sha256,
        "Rådgivar, sekretariatet",
        "Nordfjord",
        "SG‑7",
        "Øygarden",
    ):
        assert words in page, words


def test_the_register_asks_the_same_questions_whatever_its_size() -> None:
    meeting = steps.open_meeting(9)
    client, counts = signed_in("alver"), []
    client.get(LIST)  # what never changes is asked once
    for number in (1, 9):
        while Decision.objects.count() < number:
            steps.decide(meeting, f"Sak {Decision.objects.count() + 1}")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 25


def test_a_condition_is_confirmed_on_its_page() -> None:
    case = steps.free_text_case("Vilkår")
    steps.follow_up(case)
    proposal = Proposal.objects.get(case=case, matter="governance.follow_up")
    do(
        acts.edit_proposal,
        proposal=proposal,
        payload=proposal.payload,
        wording=proposal.wording,
        condition="Tilsegn frå DigiFin",
        condition_confirmed_by="secretariat",
        condition_latest=clock.today() + timedelta(days=30),
    )
    decision = steps.decide(steps.open_meeting([case]), "Vilkår")
    client = signed_in("adviser")
    url = reverse("governance:confirm_condition", args=[proposal.pk])
    assert url in client.get(address_of_decision(decision)).content.decode()
    assert signed_in("alver").get(url).status_code == 403
    from django.core.files.uploadedfile import SimpleUploadedFile

    letter = SimpleUploadedFile("brev.txt", b"Vi gir tilsegn.")
    answer = client.post(url, {"note": "Brev av i dag", "evidence": letter, "intent": str(uuid7())})
    assert answer.status_code == 302
    assert Action.objects.count() == 1


def test_minutes_are_a_page_and_a_document_and_released_ones_are_public() -> None:
    minutes = approved()
    client = signed_in("alver")
    assert client.get(reverse("governance:minutes", args=[minutes.meeting_id])).status_code == 200
    file = client.get(reverse("governance:minutes_pdf", args=[minutes.meeting_id]))
    assert b"".join(file.streaming_content)[:5] == b"%PDF-"  # type: ignore[attr-defined]
    later = clock.now() + timedelta(days=16)
    acts.release_minutes(minutes=minutes, checked=True, by=actor("adviser"), at=later)
    decision = Decision.objects.get()
    public = Client().get(f"{address_of_decision(decision)}minutes.pdf")
    assert b"".join(public.streaming_content)[:5] == b"%PDF-"  # type: ignore[attr-defined]
    assert Client().get(reverse("governance:minutes", args=[minutes.meeting_id])).status_code == 302
    assert signed_in("contact").get(reverse("governance:minutes", args=[minutes.meeting_id])).status_code == 404


def test_the_release_page_shows_what_is_to_be_read() -> None:
    minutes = approved()
    client = signed_in("adviser")
    page = client.get(reverse("governance:minutes_release", args=[minutes.meeting_id])).content.decode()
    assert "Ikkje høyrde" in page
    assert "Saka hastar." in page
    url = reverse("governance:minutes_release", args=[minutes.meeting_id])
    assert client.post(url, {"intent": str(uuid7())}).status_code == 422


def test_a_seat_remarks_for_itself() -> None:
    minutes = sent()
    url = reverse("governance:minutes_remark", args=[minutes.meeting_id])
    client = signed_in("alver")
    assert client.get(url).status_code == 200
    client.post(url, {"seat": str(steps.seat("alver").pk), "text": "Vi var to.", "intent": str(uuid7())})
    assert Minutes.objects.get().remarks.get().seat == steps.seat("alver")
    other = client.post(url, {"seat": str(steps.seat("nordfjord").pk), "text": "x", "intent": str(uuid7())})
    assert other.status_code == 422


def test_the_pages_of_follow_up() -> None:
    case = steps.free_text_case()
    steps.follow_up(case)
    steps.decide(steps.open_meeting([case]), case.title)
    action = Action.objects.get()
    client = signed_in("contact")
    assert "Melde inn behov" in client.get(reverse("governance:actions")).content.decode()
    assert (
        reverse("governance:report_action", args=[action.pk])
        in client.get(reverse("governance:action", args=[action.pk])).content.decode()
    )
    client.post(
        reverse("governance:report_action", args=[action.pk]), {"text": "Gjort", "done": "on", "intent": str(uuid7())}
    )
    action.refresh_from_db()
    assert action.state == Action.State.REPORTED
    assert signed_in("alver").get(reverse("governance:report_action", args=[action.pk])).status_code == 403


def test_a_late_decision_is_registered_from_its_case() -> None:
    case = steps.free_text_case()
    client = signed_in("adviser")
    url = reverse("governance:late_decision", args=[case.pk])
    assert client.get(url).status_code == 200
    assert signed_in("alver").get(url).status_code == 404


@pytest.mark.clause("BG-5")
def test_whoever_sees_a_figure_sees_that_an_exempt_decision_is_behind_it_and_not_what_it_says() -> None:
    closed = {"exempt": True, "legal_basis": "offl. § 23"}
    case = do(acts.open_case, body=steps.body(), kind="free_text", title="Løyndom", **closed)
    do(acts.add_proposal, case=case, matter="governance.free_text", payload={}, wording="Teksten er unnateken.")
    decision = steps.decide(steps.open_meeting([case]), "Løyndom")
    outside = signed_in("contact").get(reverse("web:basis", args=[decision.basis_id]), follow=True)
    page = outside.content.decode()
    assert outside.status_code == 200
    assert all(words in page for words in (decision.label, decision.body.name, "offl. § 23"))
    assert not any(words in page for words in ("Løyndom", "Teksten er unnateken"))
    inside = signed_in("alver").get(address_of_decision(decision)).content.decode()
    assert "Teksten er unnateken" in inside
    assert Client().get(address_of_decision(decision)).status_code == 404
    assert signed_in("contact").get("/decisions/SG/2022/99/").status_code == 404
