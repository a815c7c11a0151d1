"""Preparing through the pages: a case, its proposals, attachments, the agenda."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts
from samstyring.governance.models import Case, Meeting, Proposal
from samstyring.kernel import clock
from samstyring.parties.models import Organisation
from samstyring.records.models import Document
from tests.founding import user
from tests.governance.steps import do, free_text_case, planned_meeting

pytestmark = pytest.mark.usefixtures("founded")


@pytest.fixture
def adviser(client: Client) -> Client:
    client.force_login(user("adviser"))
    return client


def page(name: str, *args: object) -> str:
    return reverse(f"governance:{name}", args=args)


def test_a_case_from_its_kind_to_the_agenda(adviser: Client) -> None:
    assert adviser.get(page("new_case")).status_code == 200
    form = {"body": "SG", "title": "Felles arkiv", "summary": "Kort.", "background": "## Historie\n\nTekst."}
    answer = adviser.post(f"{page('new_case')}?kind=free_text", form)
    case = Case.objects.get()
    assert answer.headers["Location"] == page("case", case.pk)
    assert case.case_officer is not None
    assert '"heading"' in case.background

    shown = adviser.get(page("case", case.pk)).content.decode()
    assert "Historie" in shown
    assert "governance.follow_up" in shown

    answer = adviser.post(
        f"{page('add_proposal', case.pk)}?matter=governance.free_text", {"wording": "Vi går for dette."}
    )
    assert answer.status_code == 302
    meeting = planned_meeting()
    answer = adviser.post(page("case_on_agenda", case.pk), {"meeting": meeting.pk})
    assert answer.headers["Location"] == page("case", case.pk)
    case.refresh_from_db()
    assert case.state == "on_agenda"


def test_what_is_missing_is_said_where_it_can_be_put_right(adviser: Client) -> None:
    case = do(acts.open_case, body=planned_meeting().body, kind="free_text", title="Tom sak")
    meeting = Meeting.objects.get()
    answer = adviser.post(page("put_on_agenda", meeting.pk), {"case": case.pk})
    assert answer.status_code == 422
    assert "ikkje noko framlegg" in answer.content.decode()


def test_a_proposal_with_a_form_of_its_own_suggests_its_wording(adviser: Client) -> None:
    case = free_text_case()
    address = f"{page('add_proposal', case.pk)}?matter=governance.follow_up"
    fedje = Organisation.objects.get(name="Fedje")
    deadline = clock.today() + timedelta(days=30)
    form = {"text": "Melde inn behov", "organisation": str(fedje.pk), "deadline": f"{deadline:%d.%m.%Y}"}
    suggested = adviser.post(address, {**form, "suggest": "1"})
    assert suggested.status_code == 200
    assert "Fedje" in suggested.context["form"]["wording"].value()
    assert Proposal.objects.filter(case=case).count() == 1
    assert adviser.post(address, {**form, "wording": "Fedje melder inn behov."}).status_code == 302
    proposal = Proposal.objects.get(matter="governance.follow_up")
    assert proposal.payload["organisation"] == str(fedje.pk)
    case.refresh_from_db()
    change = {**form, "wording": "Fedje melder inn behova.", "revision": case.revision}
    assert adviser.post(page("edit_proposal", proposal.pk), change).status_code == 302
    assert adviser.post(page("edit_proposal", proposal.pk), change).status_code == 409
    assert adviser.post(page("remove_proposal", proposal.pk)).status_code == 302
    assert not Proposal.objects.filter(pk=proposal.pk).exists()


def test_a_matter_that_the_body_does_not_decide_has_no_page(adviser: Client) -> None:
    case = free_text_case()
    assert adviser.get(f"{page('add_proposal', case.pk)}?matter=portfolio.adopt_mandate").status_code == 404
    assert adviser.get(f"{page('add_proposal', case.pk)}?matter=nonsense").status_code == 404


def test_attachments_with_access_and_legal_basis(adviser: Client) -> None:
    case = free_text_case()
    file = SimpleUploadedFile("notat.txt", b"Eit notat.")
    refused = adviser.post(page("attach_file", case.pk), {"upload": file, "exempt": "on"})
    assert refused.status_code == 422
    file.seek(0)
    answer = adviser.post(page("attach_file", case.pk), {"upload": file, "exempt": "on", "legal_basis": "offl. § 13"})
    assert answer.status_code == 302
    document = Document.objects.get()
    assert (document.exempt, document.legal_basis) == (True, "offl. § 13")
    assert "offl. § 13" in adviser.get(page("case", case.pk)).content.decode()
    assert adviser.post(page("set_access", case.pk, document.pk), {}).status_code == 302
    document.refresh_from_db()
    assert (document.exempt, document.legal_basis) == (False, "")
    assert adviser.post(page("remove_file", case.pk, document.pk)).status_code == 302
    assert "notat.txt" not in adviser.get(page("case", case.pk)).content.decode()


def test_an_empty_or_unknown_file_is_refused_beside_the_field(adviser: Client) -> None:
    case = free_text_case()
    for file in (SimpleUploadedFile("tom.txt", b""), SimpleUploadedFile("farleg.exe", b"MZ....")):
        answer = adviser.post(page("attach_file", case.pk), {"upload": file})
        assert answer.status_code == 422
        assert answer.context["form"].errors["upload"]
    assert not Document.objects.exists()


def test_a_meeting_is_planned_moved_and_cancelled(adviser: Client) -> None:
    day = clock.today() + timedelta(days=20)
    form = {"body": "SG", "day": f"{day:%d.%m.%Y}", "starts": "09.00", "ends": "08.00", "place": "Bergen"}
    refused = adviser.post(page("plan_meeting"), form)
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {"ends"}
    assert adviser.post(page("plan_meeting"), {**form, "ends": "11.00"}).status_code == 302
    meeting = Meeting.objects.get()
    moved = {**form, "ends": "12.00", "revision": meeting.revision}
    assert adviser.post(page("move_meeting", meeting.pk), moved).status_code == 302
    assert adviser.post(page("move_meeting", meeting.pk), moved).status_code == 409
    assert adviser.post(page("cancel_meeting", meeting.pk), {"why": ""}).status_code == 422
    assert adviser.post(page("cancel_meeting", meeting.pk), {"why": "Ingen saker"}).status_code == 302
    assert "Ingen saker" in adviser.get(page("meeting", meeting.pk)).content.decode()


def test_the_leader_plans_for_the_own_body_only(client: Client) -> None:
    client.force_login(user("leader"))
    form = client.get(page("plan_meeting")).context["form"]
    assert form.fields["body"].choices == [("SG", "Styringsgruppa")]


@pytest.mark.clause("VA-1")
def test_after_the_term_a_case_is_prepared_and_the_page_says_what_is_refused(
    adviser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = free_text_case()
    assert "binde partane på nytt" not in adviser.get(page("case", case.pk)).content.decode()
    later = clock.now() + timedelta(days=900)
    monkeypatch.setattr(clock, "instant", lambda: later)
    shown = adviser.get(page("case", case.pk)).content.decode()
    assert "31.\u00a0desember 2024" in shown
    assert "binde partane på nytt" in shown
    assert "VA‑1" in shown
