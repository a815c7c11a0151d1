"""An account that holds no office, seat or representation reads of decisions what the public reads."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.accounts import acts as accounts_acts
from samstyring.accounts.models import User
from samstyring.governance import acts
from samstyring.governance.models import Action, Decision
from samstyring.governance.queries.decisions import address_of_decision, passages
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.parties import acts as parties_acts
from samstyring.parties.models import Organisation
from samstyring.records import acts as record_acts
from samstyring.records.models import Document
from samstyring.records.uploads import Upload

from . import steps
from .steps import do
from .test_room_pages import signed_in

pytestmark = [pytest.mark.usefixtures("founded"), pytest.mark.clause("BG-5")]


@pytest.fixture
def outsider() -> Client:
    """Sign in somebody who has an account and nothing more."""
    told = {"by": INSTALLATION, "at": clock.now()}
    fedje = Organisation.objects.get(name="Fedje")
    person = parties_acts.register_person(name="Utanforståande", organisation=fedje, email="ute@example.no", **told)
    accounts_acts.open_account(person=person, **told)
    client = Client()
    client.force_login(User.objects.get(person=person))
    return client


@pytest.fixture
def decided() -> tuple[Decision, Decision]:
    """Decide two cases, with an objection and a letter, and release the first without what the seat said."""
    case = steps.free_text_case("Løynd sak", "Løynd tekst.")
    steps.follow_up(case, "Løynd oppfølging", deadline=clock.today() + timedelta(days=30))
    do(record_acts.attach_file, about=case, upload=Upload("brev.txt", b"Eit brev."))
    meeting = steps.open_meeting([steps.free_text_case("Open sak"), case])
    round_ = steps.round_of(steps.take_up(meeting, "Open sak"))
    seat = steps.seat("nordfjord")
    do(acts.record_position, round_=round_, seat=seat, kind="object", text="Namngjeven person er sjuk.")
    do(acts.record_no_objection, round_=round_)
    open_one = do(acts.decide_as_leader, "leader", round_=round_, reasons="Saka hastar.")
    said = next(key for key, words in passages(open_one) if "sjuk" in words)
    do(acts.release_decision, decision=open_one, checked=True, left_out=[said], legal_basis="offl. § 23")
    return open_one, steps.decide(meeting, "Løynd sak")


def test_what_is_not_released_is_neither_listed_nor_there(outsider: Client, decided: tuple[Decision, Decision]) -> None:
    open_one, closed = decided
    page = outsider.get("/decisions/").content.decode()
    assert "Open sak" in page
    assert "Løynd" not in page
    assert "Løynd" not in outsider.get("/decisions/", {"q": "Løynd"}).content.decode().partition("<table")[2]
    sheet = b"".join(outsider.get("/decisions/", {"format": "csv"}).streaming_content)  # type: ignore[attr-defined]
    assert "Løynd" not in sheet.decode()
    assert outsider.get(address_of_decision(open_one)).status_code == 200
    assert outsider.get(address_of_decision(closed)).status_code == 404
    assert "Løynd" in signed_in("contact").get("/decisions/").content.decode()


def test_what_is_left_out_of_the_public_copy_is_left_out_here_too(
    outsider: Client, decided: tuple[Decision, Decision]
) -> None:
    address = address_of_decision(decided[0])
    page = outsider.get(address).content.decode()
    assert "offl. § 23" in page
    assert "sjuk" not in page
    assert "sjuk" in signed_in("contact").get(address).content.decode()


def test_no_other_page_tells_of_it(outsider: Client, decided: tuple[Decision, Decision]) -> None:
    closed = decided[1]
    action = Action.objects.get()
    letter = Document.objects.get(about_id=closed.case_id)
    for address in (
        "/",
        "/decisions/feed.atom",
        "/decisions/holds/",
        "/actions/",
        "/agreement/",
        reverse("charter:clause", args=["SG-7"]),
        reverse("parties:organisation", args=[action.organisation.address_key]),
        reverse("web:basis", args=[closed.basis_id]),
    ):
        answer = outsider.get(address, follow=True)
        assert answer.status_code == 200, address
        assert "Løynd" not in answer.content.decode(), address
    for address in (
        "/journal/",
        "/conformance/",
        "/conformance.csv",
        reverse("governance:case", args=[closed.case_id]),
        reverse("governance:meeting", args=[closed.meeting_id]),
        reverse("governance:action", args=[action.pk]),
        reverse("governance:minutes", args=[closed.meeting_id]),
        reverse("governance:public_minutes", args=[closed.body_key, closed.year, closed.number]),
        reverse("records:document", args=[letter.pk]),
    ):
        assert outsider.get(address).status_code == 404, address
    for who in ("contact", "ks"):
        assert signed_in(who).get(address_of_decision(closed)).status_code == 200
        assert signed_in(who).get("/conformance/").status_code == 200
