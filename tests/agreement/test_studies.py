"""A need is studied: its concept note is written on the template, in versions, and read when it is ready (FO-7, FO-8)."""

import html
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised, Stale
from samstyring.portfolio import acts
from samstyring.portfolio.concept_notes import packaged
from samstyring.portfolio.errors import AlreadyStudied, NotToStudy
from samstyring.portfolio.models import ConceptNote, Need, Study
from samstyring.portfolio.queries import studies
from samstyring.ui.worklist import waiting_for
from tests.founding import actor, user
from tests.portfolio import steps
from tests.portfolio.steps import do

pytestmark = pytest.mark.usefixtures("founded")
TOLD = {part.key: f"Om {part.key}." for part in packaged().parts}


def need(answer: str = "studied") -> Need:
    """Return a need from Fedje, answered with that it is studied."""
    steps.sign("Fedje", "Alver")
    given = {"kind": "need", "name": "Felles arkiv", "text": "Vi er få.", "received_from": "Brev"}
    made: Need = do(acts.send_need, organisation=steps.organisation("Fedje"), **given)
    if answer:
        do(acts.answer_need, need=made, kind=answer, text="Vi ser på det.")
    return made


def begun(**more: Any) -> Study:
    made: Study = do(acts.begin_study, **{"need": need(), "author": "Rådgivar", **more})
    return made


def written(study: Study, who: str = "adviser", **more: Any) -> ConceptNote:
    given = {"told": TOLD, "cost": 45_000_000, "platform": "fiks", "ready": True}
    made: ConceptNote = do(acts.write_concept_note, who, study=study, **given | more)
    return made


@pytest.mark.clause("FO-7")
def test_a_need_that_is_studied_gets_one_study_and_its_note_in_versions() -> None:
    with pytest.raises(NotToStudy):
        do(acts.begin_study, need=need(""), author="Rådgivar")
    study = begun()
    with pytest.raises(AlreadyStudied):
        do(acts.begin_study, need=study.need, author="Ein annan")
    first = written(study, told={"need": "Vi er få."}, platform="", ready=False)
    second = written(study)
    study.refresh_from_db()
    assert (first.number, second.number, study.state) == (1, 2, Study.State.READY)
    assert study.code == f"K-{clock.today():%y}-001"
    with pytest.raises(Stale):
        written(study, revision=1)
    written(study, told={"need": "Nytt."}, ready=False)
    study.refresh_from_db()
    assert study.state == Study.State.WRITING, "what is written anew is not ready"
    do(acts.answer_need, need=study.need, kind="declined", text="Nei.")
    with pytest.raises(NotToStudy):
        written(study)


@pytest.mark.clause("FO-8")
def test_a_note_is_ready_when_it_tells_all_and_says_why_not_fiks() -> None:
    study = begun()
    with pytest.raises(InvalidInput) as refused:
        written(study, told=TOLD | {"risk": " ", "reuse": ""}, platform="", cost=-1)
    assert set(refused.value.errors) == {"part_risk", "platform", "cost"}
    with pytest.raises(InvalidInput) as refused:
        written(study, platform="other")
    assert set(refused.value.errors) == {"platform_reason"}
    with pytest.raises(InvalidInput):
        written(study, told={}, ready=False)
    assert written(study, platform="other", platform_reason="Finst ikkje der.").ready


@pytest.mark.clause("FO-7")
def test_who_studies_writes_and_the_others_read_what_is_ready(client: Client) -> None:
    study = begun(organisation=steps.organisation("Alver"), due_on=clock.today() + timedelta(days=9))
    heading = "Skriv konseptbeskrivinga av Felles arkiv"
    assert [row.deadline for row in waiting_for(actor("alver"), clock.today()) if row.heading == heading]
    with pytest.raises(NotAuthorised):
        written(study, "contact")
    written(study, "alver", told={"need": "Eit utkast."}, ready=False)
    client.force_login(user("contact"))
    address = study.get_absolute_url()
    assert "Eit utkast." not in client.get(address).content.decode()
    assert client.get(f"{address}write/").status_code == 403
    client.force_login(user("alver"))
    page = client.get(f"{address}write/").content.decode()
    assert "Eit utkast." in page, "it begins with the last version"
    study.refresh_from_db()
    typed = {f"part_{key}": text for key, text in TOLD.items()} | {"revision": study.revision, "cost": "450 000"}
    refused = client.post(f"{address}write/", typed | {"part_need": "<b>Ja</b>", "ready": "on"})
    assert refused.status_code == 422
    assert "&lt;b&gt;Ja" in refused.content.decode()
    done = client.post(f"{address}write/", typed | {"part_need": "<b>Ja</b>", "platform": "fiks", "ready": "on"})
    assert done.status_code == 302
    assert not [row for row in waiting_for(actor("alver"), clock.today()) if row.heading == heading]
    client.force_login(user("contact"))
    page = client.get(address).content.decode()
    assert "&lt;b&gt;Ja" in page
    assert "Kva blir tilrådd?" in page
    assert "Konseptbeskriving" in client.get(study.need.get_absolute_url()).content.decode()
    listed = [
        client.get(f"/studies/?state=ready&who={who}").content.decode() for who in ("none", study.organisation_id)
    ]
    assert ["450 000" in page.replace("\u00a0", " ") for page in listed] == [False, True]


@pytest.mark.clause("FO-7")
def test_a_candidate_is_studied_and_takes_the_study_of_its_need_along(client: Client) -> None:
    study = begun()
    project = do(
        acts.register_project,
        name="Felles arkiv", origin="regional", summary="S", purposes=["hjelp"], need=study.need,
    )  # fmt: skip
    client.force_login(user("adviser"))
    assert study.code in client.get(project.get_absolute_url()).content.decode()
    other = steps.candidate("Utan behov")
    begin = f"/studies/new/?project={other.code}"
    assert client.get("/studies/new/?need=B-00-999").status_code == 404
    refused = client.post(begin, {"author": " ", "due_on": "2022"})
    assert refused.status_code == 422
    done = client.post(begin, {"author": "Rådgivar", "due_on": "18.11.2022", "organisation": "secretariat"})
    made = studies.study_of(project=other)
    assert made is not None
    assert done["Location"] == made.get_absolute_url()
    assert made.due_on == date(2022, 11, 18)
    edited = client.post(
        f"{made.get_absolute_url()}edit/",
        {"author": "Ein annan", "organisation": "secretariat", "revision": made.revision},
    )
    assert edited.status_code == 302
    made.refresh_from_db()
    assert (made.author, made.due_on) == ("Ein annan", None)


@pytest.mark.clause("FO-7")
def test_a_note_is_had_as_pdf_and_brought_to_a_case_by_those_who_may_read_and_open_one(client: Client) -> None:
    study = begun()
    written(study, told={"need": "Eit utkast."}, ready=False)
    draft, ready = (reverse("portfolio:concept_note_pdf", args=[study.code, number]) for number in (1, 2))
    client.force_login(user("contact"))
    assert client.get(draft).status_code == 404
    written(study)
    assert client.get(draft).status_code == 404, "what is not ready is not read by others afterwards either"
    got = client.get(ready)
    assert (got.status_code, got["Content-Type"]) == (200, "application/pdf")
    assert b"/StructTreeRoot" in got.content, "it can be read by a screen reader"
    page = client.get(study.get_absolute_url()).text
    assert (ready in page, "/cases/new/" in page) == (True, False)
    client.force_login(user("adviser"))
    assert client.get(draft).status_code == 200
    (address,) = re.findall(r'href="(/cases/new/[^"]*)"', client.get(study.get_absolute_url()).text)
    form = client.get(html.unescape(address)).context["form"]
    assert study.code in form["title"].value()
    assert f"{study.code}, versjon 2" in form["summary"].value()
