"""Who sees which case, meeting and document; what is not theirs is not there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samstyring.governance import acts
from samstyring.governance.models import Case, Meeting
from samstyring.governance.queries import visible
from samstyring.kernel import clock
from samstyring.records import acts as record_acts
from samstyring.records.models import Document
from samstyring.records.uploads import Upload
from tests.founding import actor, user
from tests.governance.preparing import LETTER, edit, frozen_meeting, text
from tests.governance.steps import body, do, free_text_case, planned_meeting

pytestmark = pytest.mark.usefixtures("founded")


def seen(who: str) -> set[str]:
    return set(visible.cases(actor(who)).values_list("title", flat=True))


def opens(who: str, name: str, *args: object) -> int:
    client = Client()
    client.force_login(user(who))
    return client.get(reverse(name, args=args)).status_code


def test_a_case_is_seen_by_members_and_observers_once_it_is_sent() -> None:
    draft = free_text_case("Utkast")
    meeting = frozen_meeting(1)
    for who in ("adviser", "secretariat_leader", "leader"):
        assert "Utkast" in seen(who)
        assert opens(who, "governance:case", draft.pk) == 200
    for who in ("alver", "ks", "contact", "project_manager"):
        assert seen(who) == set()
        assert opens(who, "governance:case", draft.pk) == 404
    do(acts.call_meeting, "leader", meeting=meeting)
    for who in ("alver", "ks"):
        assert "Sak nummer 1" in seen(who)
        assert "Utkast" not in seen(who)
    assert seen("contact") == seen("project_manager") == set()


def test_a_late_item_is_seen_when_its_paper_is_sent_not_before() -> None:
    meeting = frozen_meeting(1)
    do(acts.call_meeting, "leader", meeting=meeting)
    do(acts.put_on_agenda, meeting=meeting, case=free_text_case("Sein sak"))
    assert "Sein sak" not in seen("alver")
    do(acts.send_late_papers, meeting=meeting)
    assert "Sein sak" in seen("alver")


def test_members_see_the_paper_as_it_was_sent_until_it_is_sent_again() -> None:
    meeting = frozen_meeting(1)
    case = Case.objects.get(title="Sak nummer 1")
    do(acts.call_meeting, "leader", meeting=meeting)
    edit(case, background=text("Noko som ikkje er ferdig."), summary="Ikkje ferdig.")
    client = Client()
    client.force_login(user("alver"))
    address = reverse("governance:case", args=[case.pk])
    assert "kkje ferdig" not in client.get(address).content.decode()
    assert opens("alver", "governance:case_preview", case.pk) == 404
    do(acts.send_late_papers, meeting=meeting)
    assert "Noko som ikkje er ferdig." in client.get(address).content.decode()


def test_the_agenda_is_seen_when_the_meeting_is_called(client: Client) -> None:
    meeting = frozen_meeting(1)
    client.force_login(user("alver"))
    page = client.get(reverse("governance:meeting", args=[meeting.pk])).content.decode()
    assert "Sak nummer 1" not in page
    assert "SG 2/22" not in page
    do(acts.call_meeting, "leader", meeting=meeting)
    page = client.get(reverse("governance:meeting", args=[meeting.pk])).content.decode()
    assert "Sak nummer 1" in page
    assert "Send ettersending" not in page
    assert opens("contact", "governance:meeting", meeting.pk) == 404


def test_a_document_is_for_those_who_may_see_what_it_is_about() -> None:
    meeting = frozen_meeting(1)
    case = Case.objects.get(title="Sak nummer 1")
    document = do(record_acts.attach_file, about=case, upload=Upload("notat.txt", b"Eit notat."))
    assert opens("adviser", "records:document", document.pk) == 200
    assert opens("alver", "records:document", document.pk) == 404
    do(acts.call_meeting, "leader", meeting=meeting)
    assert opens("alver", "records:document", document.pk) == 200
    assert opens("ks", "records:document", document.pk) == 200
    assert opens("contact", "records:document", document.pk) == 404
    summons = Document.objects.get(kind="summons")
    assert opens("ks", "records:document", summons.pk) == 200
    assert opens("contact", "records:document", summons.pk) == 404


def test_a_download_is_saved_and_never_run(client: Client) -> None:
    case = free_text_case()
    document = do(record_acts.attach_file, about=case, upload=Upload("notat.txt", b"<script>alert(1)</script>"))
    client.force_login(user("adviser"))
    answer = client.get(reverse("records:document", args=[document.pk]))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.getvalue() == b"<script>alert(1)</script>"


def test_letters_behind_seats_and_instructions_are_for_the_secretariat_and_the_leader() -> None:
    do(
        acts.give_standing_instruction,
        "adviser",
        body=body(),
        text="Send dei.",
        from_date=clock.today() - timedelta(days=1),
        evidence=LETTER,
    )
    letter = Document.objects.get(kind="evidence")
    assert opens("adviser", "records:document", letter.pk) == 200
    assert opens("leader", "records:document", letter.pk) == 200
    assert opens("alver", "records:document", letter.pk) == 404


def test_members_see_the_plan_of_their_body_and_others_do_not() -> None:
    meeting = planned_meeting()
    assert opens("alver", "governance:meeting", meeting.pk) == 200
    assert opens("contact", "governance:meeting", meeting.pk) == 404
    assert set(visible.meetings(actor("contact"))) == set()
    assert set(visible.meetings(actor("ks"))) == set(Meeting.objects.all())


@pytest.mark.parametrize("number", [1, 3, 60])  # a page holds 50
def test_lists_ask_the_same_number_of_questions_whatever_they_hold(number: int, client: Client) -> None:
    adviser, at, group = actor("adviser"), clock.now(), body()
    for index in range(number):
        acts.open_case(body=group, kind="other_business", title=f"Sak {index}", by=adviser, at=at)
        start = at + timedelta(days=index + 1)
        acts.plan_meeting(body=group, starts_at=start, ends_at=start + timedelta(hours=1), by=adviser, at=at)
    client.force_login(user("adviser"))
    client.get(reverse("governance:cases"))  # who is reading is asked once
    counts = {}
    for name in ("cases", "meetings", "bodies"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(f"governance:{name}")).status_code == 200
        counts[name] = len(asked)
    assert counts == {"cases": 5, "meetings": 12, "bodies": 10}


@pytest.mark.parametrize("number", [1, 3, 20])
def test_a_meetings_page_asks_the_same_however_long_its_agenda(number: int, client: Client) -> None:
    meeting = frozen_meeting(number)
    do(acts.call_meeting, "leader", meeting=meeting)
    client.force_login(user("adviser"))
    client.get(reverse("governance:cases"))  # who is reading is asked once
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("governance:meeting", args=[meeting.pk])).status_code == 200
    assert len(asked) <= 25
