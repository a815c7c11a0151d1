"""The pages of the portfolio: who sees what, and what a form does."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samstyring.kernel import clock
from samstyring.portfolio import acts
from samstyring.portfolio.models import Answer, Project
from tests.founding import person, user
from tests.portfolio import steps
from tests.portfolio.steps import do


@pytest.fixture
def adviser(founded: None, client: Client) -> Client:
    client.force_login(user("adviser"))
    return client


@pytest.fixture
def contact(founded: None) -> Client:
    signed_in = Client()
    signed_in.force_login(user("contact"))
    return signed_in


def statements(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_a_stranger_is_asked_to_sign_in(founded: None, client: Client) -> None:
    project = steps.candidate()
    for address in ("/projects/", "/answers/", project.get_absolute_url(), "/projects/new/"):
        assert client.get(address).status_code == 302


def test_a_project_that_is_not_there_is_not_found(adviser: Client) -> None:
    assert adviser.get("/projects/P-22-099/").status_code == 404
    assert adviser.get("/projects/P-22-099/edit/").status_code == 404


def test_the_list_and_its_empty_state(adviser: Client) -> None:
    assert "/projects/new/" in adviser.get("/projects/").text
    steps.candidate("Digital barnehage")

    assert "Digital barnehage" in adviser.get("/projects/").text
    assert "Digital barnehage" not in adviser.get("/projects/?state=started").text
    assert "Digital barnehage" in adviser.get("/projects/?purpose=mottak").text
    assert "Digital barnehage" not in adviser.get("/projects/?purpose=fiks").text
    fedje = steps.organisation("Fedje")
    assert "Digital barnehage" in adviser.get(f"/projects/?party={fedje.pk}").text


def test_the_list_as_files(adviser: Client) -> None:
    project = steps.candidate("Digital barnehage")
    steps.adopted(steps.budget(project), clock.today())

    text = b"".join(adviser.get("/projects/?format=csv")).decode()
    assert "Digital barnehage" in text
    assert "1380000" in text
    assert adviser.get("/projects/?format=xlsx").content.startswith(b"PK")


def test_every_view_leads_to_its_rows_as_excel_csv_and_pdf(adviser: Client) -> None:
    project = steps.candidate("Digital barnehage")
    steps.answered(project, "Fedje", "Sunnfjord")
    do(acts.register_programme, name="Oppvekst", purpose="P", owner=steps.organisation("Alver"))
    views = ("", "roadmap/", "value/", "day/", "promised/", "municipalities/", "municipalities/grid/", "changes/")
    for name in (*views, "purposes/", "programmes/"):
        address = f"/projects/{name}"
        found = dict(re.findall(r'href="(\?[^"]*format=(?:xlsx|csv|pdf))">(Excel|CSV|PDF)<', adviser.get(address).text))
        begins = {"Excel": b"PK", "CSV": b"\xef\xbb\xbf", "PDF": b"%PDF"}
        assert set(found.values()) == set(begins), address
        for query, kind in found.items():
            file = adviser.get(address + query.replace("&amp;", "&"))
            assert b"".join(file).startswith(begins[kind]), address + query
    # the board is drawn of the list, which has the files
    board = adviser.get("/projects/phases/").text
    for query in re.findall(r'href="/projects/(\?state=living[^"]*)"', board):
        assert adviser.get("/projects/" + query.replace("&amp;", "&")).status_code == 200
    assert "Digital barnehage" in b"".join(adviser.get("/projects/?state=living&group=phase&format=csv")).decode()


@pytest.mark.parametrize("address", ["/projects/", "/projects/purposes/"])
def test_lists_take_the_same_number_of_statements_whatever_their_length(adviser: Client, address: str) -> None:
    steps.candidate("Prosjekt 0")
    few = statements(adviser, address)
    for number in range(1, 12):
        steps.candidate(f"Prosjekt {number}")

    assert statements(adviser, address) == few <= 25


@pytest.mark.parametrize("who", ["adviser", "contact", "alver", "ks"])
def test_a_projects_page_takes_the_same_number_of_statements_whatever_it_holds(founded: None, who: str) -> None:
    adviser = Client()
    adviser.force_login(user(who))
    project = steps.candidate(participants=["Fedje"])
    steps.mandate(project)
    steps.budget(project)
    steps.plan(project)
    few = statements(adviser, project.get_absolute_url())
    for name in ("Alver", "Stord", "Voss"):
        do(acts.add_participant, project=project, organisation=steps.organisation(name))
        steps.mandate(project)
        steps.budget(project)
        steps.plan(project)
    steps.answered(project, "Fedje", "Alver", "Sunnfjord")

    steps.case_about(project)

    assert statements(adviser, project.get_absolute_url()) <= few <= 25


def the_model(adviser: Client) -> str:
    """Return the project model that stands chosen when a project is registered."""
    return str(adviser.get("/projects/new/").context["form"].fields["model"].initial)


def test_registering_through_the_page(adviser: Client) -> None:
    sent = {
        "model": the_model(adviser),
        "name": "Digital barnehage",
        "summary": "Felles løysing.",
        "origin": "regional",
        "purposes": ["mottak"],
        "owner": str(steps.organisation("Sunnfjord").pk),
        "participants": [str(steps.organisation("Fedje").pk)],
    }
    answer = adviser.post("/projects/new/", sent)
    assert answer.status_code == 302, answer.text
    project = Project.objects.get()
    assert answer.url == project.get_absolute_url()
    assert "Sunnfjord" in adviser.get(answer.url).text

    wrong = adviser.post("/projects/new/", {**sent, "purposes": []})
    assert wrong.status_code == 422
    assert "Felles løysing." in wrong.text
    assert Project.objects.count() == 1


def test_a_form_sent_twice_registers_once(adviser: Client) -> None:
    sent = {"name": "Ein", "summary": "x", "origin": "ks", "purposes": ["mottak"], "model": the_model(adviser)}
    intent = adviser.get("/projects/new/").context["form"]["intent"].value()
    for _again in range(2):
        adviser.post("/projects/new/", {**sent, "intent": str(intent)})

    assert Project.objects.count() == 1


def test_who_has_no_power_is_not_shown_the_form(contact: Client) -> None:
    project = steps.candidate()
    for address in (
        "/projects/new/",
        f"{project.get_absolute_url()}edit/",
        f"{project.get_absolute_url()}parties/ask/",
    ):
        assert contact.get(address).status_code == 403
    assert "/projects/new/" not in contact.get("/projects/").text
    assert "edit/" not in contact.get(project.get_absolute_url()).text


def test_editing_shows_what_someone_else_wrote(adviser: Client) -> None:
    project = steps.candidate()
    address = f"{project.get_absolute_url()}edit/"
    sent = {"name": "Mitt", "summary": "x", "origin": "ks", "purposes": ["mottak"], "revision": "1"}
    adviser.post(address, {**sent, "name": "Ditt"})

    answer = adviser.post(address, sent)
    assert answer.status_code == 409
    assert "Ditt" in answer.text
    assert "Mitt" in answer.text


def test_answering_on_the_one_page(contact: Client) -> None:
    project = steps.candidate(participants=["Fedje"], owner=None)
    place = steps.place(project, "Fedje")
    do(acts.ask_for_acceptance, project=project, participations=[place], answer_by=clock.today())
    steps.mandate(project)

    page = contact.get("/answers/")
    assert project.name in page.text
    assert steps.MANDATE["goal"] in page.text
    assert contact.post("/answers/", {"answer": str(place.pk), "kind": "reserve"}).status_code == 422
    sent = {"answer": str(place.pk), "kind": "reserve", "reservation": "Om det blir gratis"}
    assert contact.post("/answers/", sent).status_code == 302

    answer = Answer.objects.get()
    assert (answer.kind, answer.reservation, answer.way) == ("reserve", "Om det blir gratis", "signed_in")
    assert "Om det blir gratis" in contact.get(project.get_absolute_url()).text


def test_registering_an_answer_with_the_letter(adviser: Client) -> None:
    project = steps.candidate()
    place = steps.place(project, "Sunnfjord")
    address = f"{project.get_absolute_url()}parties/{place.pk}/answer/"
    sent: dict[str, Any] = {
        "kind": "accept",
        "answered_by": "Kommunedirektøren",
        "answered_as": "kommunedirektør",
        "answered_on": "2022-11-21",
    }
    assert adviser.post(address, sent).status_code == 422
    answer = adviser.post(address, {**sent, "evidence": SimpleUploadedFile("svar.eml", steps.EMAIL.content)})
    assert answer.status_code == 302, answer.text

    shown = adviser.get(project.get_absolute_url()).text
    assert "Kommunedirektøren" in shown
    assert f"/{Answer.objects.get().evidence_id}" in shown


def test_asking_through_the_page(adviser: Client) -> None:
    project = steps.candidate()
    address = f"{project.get_absolute_url()}parties/ask/"
    page = adviser.get(address).text
    assert person("contact").email in page
    place = steps.place(project, "Fedje")
    sent = {"participations": [str(place.pk)], "answer_by": "2022-12-06"}
    assert adviser.post(address, sent).status_code == 302
    place.refresh_from_db()
    assert place.asked_at is not None


def test_drafting_and_changing_a_mandate(adviser: Client) -> None:
    project = steps.candidate()
    address = f"{project.get_absolute_url()}mandates/new/"
    answer = adviser.post(address, {"goal": "Målet", "frame": "1 380 000", "reserved_points": ["BP3"]})
    assert answer.status_code == 302, answer.text
    mandate = project.mandates.get()
    assert (mandate.frame, mandate.reserved_points) == (138_000_000, ["BP3"])

    steps.adopted(mandate, clock.today())
    assert "Målet" in adviser.get(address).text
    adviser.post(address, {"goal": "Eit anna mål", "frame": "1 380 000"})
    draft = project.mandates.get(state="draft")
    page = adviser.get(draft.get_absolute_url()).text
    assert "<del>" in page
    assert "<ins>" in page
    adviser.post(f"{draft.get_absolute_url()}withdraw/", {"revision": "1"})
    draft.refresh_from_db()
    assert draft.state == "withdrawn"
    assert adviser.get(draft.get_absolute_url()).status_code == 200


def test_every_page_stands_after_the_term_too(adviser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    project = steps.candidate()
    monkeypatch.setattr(clock, "_offset", clock.offset() + timedelta(days=365 * 4))
    page = adviser.get(project.get_absolute_url()).text
    assert "2024" in page
    answer = adviser.post(f"{project.get_absolute_url()}mandates/new/", {"goal": "Målet"})
    assert answer.status_code == 302
