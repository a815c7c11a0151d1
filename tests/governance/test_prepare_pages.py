"""Every page of preparing and calling opens for those who may see it, and is not there for others."""

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts
from samstyring.governance.models import AgendaItem, Case, Delivery, Dispatch, Meeting, Proposal
from samstyring.records import acts as record_acts
from samstyring.records.models import Document
from samstyring.records.uploads import Upload
from tests.founding import user
from tests.governance.preparing import edit, frozen_meeting, text
from tests.governance.steps import body, do, free_text_case, information_case, planned_meeting, seat

pytestmark = pytest.mark.usefixtures("founded")


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(user(who))
    return client


def addresses() -> dict[str, str]:
    """Return one address of every page, on data that makes each as full as it gets."""
    meeting = frozen_meeting(2)
    draft = free_text_case("Ei sak i arbeid")
    edit(draft, background=text("Bakgrunnen."), summary="Kort sagt.")
    document = do(record_acts.attach_file, about=draft, upload=Upload("notat.txt", b"Eit notat."))
    planned = planned_meeting()
    do(acts.put_on_agenda, meeting=planned, case=information_case())
    called = frozen_meeting(1)
    do(acts.call_meeting, "leader", meeting=called)
    late = called.items.last()
    assert late is not None
    edit(late.case, background=text("Meir bakgrunn."))
    item = planned.items.get()
    numbered = meeting.items.last()
    assert numbered is not None
    proposal = Proposal.objects.filter(case=draft).get()
    page = lambda name, *args: reverse(f"governance:{name}", args=args)  # noqa: E731
    return {
        "bodies": page("bodies"),
        "body": page("body", "SG"),
        "secretariat": page("body", "SEK"),
        "seat": page("seat_holder", "SG", seat("sunnhordland").pk),
        "meetings": page("meetings"),
        "meeting planned": page("meeting", planned.pk),
        "meeting frozen": page("meeting", meeting.pk),
        "meeting called": page("meeting", called.pk),
        "plan": page("plan_meeting"),
        "move": page("move_meeting", called.pk),
        "cancel": page("cancel_meeting", called.pk),
        "regrets": page("register_regrets", called.pk),
        "ics": page("invitation", called.pk),
        "add": page("put_on_agenda", meeting.pk) + f"?case={draft.pk}",
        "freeze": page("freeze_agenda", planned.pk),
        "off": page("take_off_agenda", item.pk),
        "withdraw item": page("withdraw_item", numbered.pk),
        "summons": page("summons_preview", meeting.pk),
        "approve": page("approve_summons", meeting.pk),
        "call": page("call_meeting", meeting.pk),
        "late papers": page("send_late_papers", called.pk),
        "late preview": page("late_preview", called.pk),
        "dispatch": page("dispatch", Dispatch.objects.get().pk),
        "cases": page("cases"),
        "cases searched": page("cases") + "?q=arbeid&state=draft&kind=free_text&body=SG",
        "new case": page("new_case"),
        "new case kind": page("new_case") + "?kind=project",
        "case": page("case", draft.pk),
        "case on agenda": page("case", late.case_id),
        "edit": page("edit_case", draft.pk),
        "preview": page("case_preview", draft.pk),
        "withdraw": page("withdraw_case", draft.pk),
        "proposal new": page("add_proposal", draft.pk) + "?matter=governance.follow_up",
        "proposal text": page("add_proposal", draft.pk) + "?matter=governance.free_text",
        "proposal": page("edit_proposal", proposal.pk),
        "remove proposal": page("remove_proposal", proposal.pk),
        "attach": page("attach_file", draft.pk),
        "remove file": page("remove_file", draft.pk, document.pk),
        "access": page("set_access", draft.pk, document.pk),
        "document": reverse("records:document", args=[document.pk]),
    }


def test_every_page_opens_for_the_secretariat() -> None:
    client = signed_in("adviser")
    answers = {name: client.get(address).status_code for name, address in addresses().items()}
    assert {name: status for name, status in answers.items() if status != 200} == {}


def test_every_page_opens_in_bokmal_and_english() -> None:
    found = addresses()
    for language in ("nb", "en"):
        client = signed_in("secretariat_leader")
        client.cookies["language"] = language
        answers = {name: client.get(address).status_code for name, address in found.items()}
        assert {name: status for name, status in answers.items() if status != 200} == {}


def test_a_contact_without_a_seat_sees_no_case_and_no_meeting() -> None:
    client = signed_in("contact")
    found = addresses()
    open_to_all = {"bodies", "body", "secretariat", "meetings", "cases", "cases searched"}
    answers = {name: client.get(address).status_code for name, address in found.items()}
    assert {name: status for name, status in answers.items() if name in open_to_all and status != 200} == {}
    shut = {name: status for name, status in answers.items() if name not in open_to_all}
    assert set(shut.values()) <= {403, 404}
    assert shut["case"] == shut["meeting called"] == shut["dispatch"] == shut["document"] == 404
    assert "Sak nummer" not in client.get(found["cases"]).content.decode()


def test_a_stranger_is_asked_to_sign_in() -> None:
    for name, address in addresses().items():
        answer = Client().get(address)
        assert answer.status_code == 302, name
        assert "next=" in answer.headers["Location"], name


def test_nothing_is_there_but_what_was_made() -> None:
    assert not Case.objects.exists()
    assert not Meeting.objects.exists()
    assert not AgendaItem.objects.exists()
    assert not Delivery.objects.exists()
    assert not Document.objects.exists()
    assert body("SG").name
