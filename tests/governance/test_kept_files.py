"""A file that was chosen is not lost when something else in its form is wrong: a browser sends it once."""

import os
import time
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html

from samstyring.kernel.ids import uuid7
from samstyring.records.models import Document
from samstyring.ui import kept_files
from tests.founding import user
from tests.governance.steps import free_text_case

pytestmark = pytest.mark.usefixtures("founded")

LETTER = b"Kj\xc3\xa6re sekretariat, vi sluttar oss til."


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(user(who))
    return client


def attach_page() -> str:
    return reverse("governance:attach_file", args=[free_text_case("Ei sak med vedlegg").pk])


def refused(client: Client, address: str, **sent: object) -> html.HtmlElement:
    """Send a form that lacks its legal basis, and return the page that says so."""
    answer = client.post(address, {"exempt": "on", **sent})
    assert answer.status_code == 422
    return html.fromstring(answer.content)


def kept_tick(page: html.HtmlElement) -> html.HtmlElement:
    (tick,) = page.xpath("//input[@name='kept-upload']")
    return tick


def test_the_file_waits_while_the_rest_is_put_right() -> None:
    client, address = signed_in("adviser"), attach_page()
    page = refused(client, address, upload=SimpleUploadedFile("brev.txt", LETTER))
    tick = kept_tick(page)
    assert "checked" in tick.attrib, "what was chosen is used unless one takes it away"
    assert "brev.txt" in page.xpath(f"//label[@for='{tick.get('id')}']")[0].text_content()
    assert "required" not in page.xpath("//input[@name='upload']")[0].attrib, "the browser must let it be sent"

    again = kept_tick(refused(client, address, **{"kept-upload": tick.get("value")}))
    assert again.get("value") == tick.get("value"), "it is kept once, however often the rest is wrong"

    done = client.post(address, {"exempt": "on", "legal_basis": "offl. § 13", "kept-upload": tick.get("value")})
    assert done.status_code == 302
    document = Document.objects.get()
    assert document.file_name == "brev.txt"
    assert document.file.size == len(LETTER)
    assert not list(kept_files.all_kept().glob(f"*/{tick.get('value')}*")), "nothing is left behind"


def test_another_file_takes_its_place_and_one_taken_away_is_asked_for() -> None:
    client, address = signed_in("adviser"), attach_page()
    token = kept_tick(refused(client, address, upload=SimpleUploadedFile("brev.txt", LETTER))).get("value")
    empty = refused(client, address, legal_basis="offl. § 13")
    assert empty.xpath("//input[@name='upload']")[0].get("aria-invalid") == "true"

    other = SimpleUploadedFile("rett.txt", b"Det rette brevet.")
    client.post(address, {"exempt": "on", "legal_basis": "offl. § 13", "kept-upload": token, "upload": other})
    assert Document.objects.get().file_name == "rett.txt"


def test_a_file_that_is_itself_wrong_is_not_kept() -> None:
    page = refused(signed_in("adviser"), attach_page(), upload=SimpleUploadedFile("brev.txt", b""))
    assert not page.xpath("//input[@name='kept-upload']")


def test_nobody_uses_the_file_of_another_and_it_is_gone_after_a_day() -> None:
    address = attach_page()
    adviser, other = signed_in("adviser"), signed_in("secretariat_leader")
    token = kept_tick(refused(adviser, address, upload=SimpleUploadedFile("brev.txt", LETTER))).get("value")
    whole = {"exempt": "on", "legal_basis": "offl. § 13", "kept-upload": token}
    assert other.post(address, whole).status_code == 422
    assert adviser.post(address, {**whole, "kept-upload": f"../{token}"}).status_code == 422

    old = time.time() - kept_files.KEPT_FOR - timedelta(minutes=1).total_seconds()
    for path in kept_files.all_kept().glob("*/*"):
        os.utime(path, (old, old))
    refused(other, address, upload=SimpleUploadedFile("anna.txt", LETTER))
    assert adviser.post(address, whole).status_code == 422
    assert not Document.objects.exists()


def test_a_form_gone_back_to_and_changed_is_not_said_to_be_saved() -> None:
    """A browser that goes back shows the form as it was, with the intent that is used."""
    client, address = signed_in("adviser"), attach_page()
    intent = str(uuid7())
    send = lambda name, intent: client.post(  # noqa: E731
        address, {"intent": intent, "upload": SimpleUploadedFile(name, name.encode())}
    )
    assert send("eine.txt", intent).status_code == 302
    assert send("eine.txt", intent).status_code == 302, "sent twice it is done once"
    assert Document.objects.count() == 1

    told = send("andre.txt", intent)
    assert told.status_code == 422
    assert Document.objects.count() == 1
    page = html.fromstring(told.content)
    assert "er ikkje lagra enno" in page.text_content()
    (again,) = page.xpath("//main//input[@name='intent']/@value")
    assert again != intent
    kept = {"intent": again, "kept-upload": kept_tick(page).get("value")}
    assert client.post(address, kept).status_code == 302
    assert {row.file_name for row in Document.objects.all()} == {"eine.txt", "andre.txt"}
