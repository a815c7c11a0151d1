"""The pages that belong to the whole house: what a fact rests on, what readers say, what was sent, what goes wrong."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html

from samstyring.kernel.ids import uuid7
from samstyring.kernel.models import Basis, JournalEntry
from samstyring.records import mail, outbox
from samstyring.ui import messages
from samstyring.web.models import Feedback
from tests.founding import user
from tests.governance.steps import close, decide, open_meeting

founded = pytest.mark.usefixtures("founded")


def shown(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")


def signed_in(key: str) -> Client:
    client = Client()
    client.force_login(user(key))
    return client


# What a fact rests on ------------------------------------------------------------------------------------------------


@founded
def test_the_basis_of_a_decision_leads_to_the_decision() -> None:
    meeting = open_meeting(1)
    decision = decide(meeting, "Sak 1")
    close(meeting)
    answer = signed_in("contact").get(reverse("web:basis", args=[decision.basis_id]))
    assert answer.headers["location"] == reverse("governance:decision", args=["SG", 2022, decision.number])


@founded
def test_a_basis_without_a_page_of_its_own_tells_how_it_came_about() -> None:
    basis = Basis.objects.filter(kind=Basis.Kind.SIGNATURE).first()
    assert basis is not None
    page = shown(signed_in("contact").get(reverse("web:basis", args=[basis.pk])))
    assert basis.label[1:] in page
    assert "Dette ligg til grunn: underskrift, datert" in page
    assert "15. juni 2020" in page
    assert "loggen" not in page
    assert "Sjå det i loggen" in shown(signed_in("leader").get(reverse("web:basis", args=[basis.pk])))


@founded
def test_what_is_no_basis_is_not_there(client: Client) -> None:
    assert signed_in("contact").get(reverse("web:basis", args=[uuid7()])).status_code == 404
    assert client.get(reverse("web:basis", args=[uuid7()])).status_code == 302


# What readers say ----------------------------------------------------------------------------------------------------


@founded
def test_anyone_can_say_what_does_not_work(client: Client) -> None:
    page = reverse("web:feedback")
    assert "/cases/" in shown(client.get(page, {"page": "/cases/"}))
    answer = client.post(page, {"page": "/cases/", "text": "Knappen verkar ikkje."}, follow=True)
    assert "Takk. Sekretariatet les det du sende." in shown(answer)
    assert Feedback.objects.get().text == "Knappen verkar ikkje."
    entry = JournalEntry.objects.order_by("-position")[0]
    assert entry.actor_kind == "anonymous"
    assert "Knappen" not in entry.body


@founded
def test_what_cannot_be_used_is_said_beside_the_field(client: Client) -> None:
    answer = client.post(reverse("web:feedback"), {"text": " ", "reply_to": "ikkje ei adresse"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"text", "reply_to"}
    assert not Feedback.objects.exists()


@founded
def test_the_secretariat_reads_what_readers_say(client: Client) -> None:
    client.post(reverse("web:feedback"), {"text": "<b>Feit</b> feil", "reply_to": "lesar@example.no"})
    page = shown(signed_in("adviser").get(reverse("web:feedback_received")))
    assert "&lt;b&gt;Feit&lt;/b&gt; feil" in page
    assert "lesar@example.no" in page
    for key in ("leader", "alver", "contact"):
        assert signed_in(key).get(reverse("web:feedback_received")).status_code == 404


# What was sent -------------------------------------------------------------------------------------------------------


@pytest.fixture
def kept_mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One letter with a file, in a folder of its own."""
    monkeypatch.setattr(settings, "EMAIL_FILE_PATH", tmp_path)
    letter = mail.Letter(
        to=("Kontaktperson, Fedje", "contact@example.no"),
        subject="Vi ber om svar",
        text="Hei\n\nSjå http://localhost/q/x/",
        files=[mail.MailFile("saksliste «ny».pdf", b"%PDF-1.7")],
    )
    outbox.EmailBackend().send_messages([mail.build(letter)])


@founded
@pytest.mark.usefixtures("kept_mail")
def test_the_secretariat_reads_mail_that_stays_here_with_its_files() -> None:
    client = signed_in("adviser")
    page = shown(client.get(reverse("web:outbox")))
    assert "Vi ber om svar" in page
    (message,) = mail.read_outbox()
    opened = shown(client.get(reverse("web:outbox"), {"message": message.key}))
    address = reverse("web:attachment", args=[message.key, 0])
    assert address in opened
    assert 'href="http://localhost/q/x/"' in opened
    file = client.get(address)
    assert file.content == b"%PDF-1.7"
    assert file.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''saksliste")
    assert client.get(reverse("web:attachment", args=[message.key, 1])).status_code == 404
    assert client.get(reverse("web:attachment", args=["../../etc/passwd".replace("/", "-"), 0])).status_code == 404


@founded
@pytest.mark.usefixtures("kept_mail")
def test_no_more_kept_mail_is_read_than_the_page_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "SHOWN", 2)
    for number in range(3):
        letter = mail.Letter(to=("Kontakt", "contact@example.no"), subject=f"Brev {number}", text="Hei")
        outbox.EmailBackend().send_messages([mail.build(letter)])
    kept = mail.read_outbox()
    read = []
    parsed = outbox._parsed
    monkeypatch.setattr(outbox, "_parsed", lambda path: read.append(path) or parsed(path))
    client = signed_in("adviser")
    newest = shown(client.get(reverse("web:outbox")))
    assert [message.subject in newest for message in kept] == [True, True, False, False]
    (earlier,) = html.fromstring(newest).xpath("//div[@class='table-more']/a/@href")
    older = shown(client.get(reverse("web:outbox") + earlier))
    assert [message.subject in older for message in kept] == [False, False, True, True]
    assert len(read) == 3 + 2
    read.clear()
    assert kept[-1].subject in shown(client.get(reverse("web:outbox"), {"message": kept[-1].key}))
    assert len(read) == 1


@founded
@pytest.mark.usefixtures("kept_mail")
@pytest.mark.parametrize("key", ["leader", "alver", "contact"])
def test_to_others_nothing_was_sent(key: str) -> None:
    client = signed_in(key)
    (message,) = mail.read_outbox()
    assert client.get(reverse("web:outbox")).status_code == 404
    assert client.get(reverse("web:attachment", args=[message.key, 0])).status_code == 404


# Before anything is founded ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_before_founding_the_page_says_how_to_found(client: Client) -> None:
    page = shown(client.get("/"))
    assert "Ikkje noko samarbeid er oppretta her enno" in page
    assert "./run found CHARTER.toml" in page


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/about/", "/accessibility/", "/feedback/", "/account/login/"])
def test_pages_that_need_no_cooperation_are_there_before_founding(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


# Languages -----------------------------------------------------------------------------------------------------------


@founded
@pytest.mark.parametrize(("language", "says"), [("nn", "Framside"), ("nb", "Forside"), ("en", "Front page")])
def test_a_stranger_chooses_a_language(client: Client, language: str, says: str) -> None:
    answer = client.post(reverse("accounts:language"), {"language": language, "next": "/"}, follow=True)
    assert says in shown(answer)
    assert f'lang="{language}"' in shown(answer)
    assert answer.headers["Content-Language"] == language


@founded
def test_a_language_that_is_not_here_changes_nothing(client: Client) -> None:
    answer = client.post(reverse("accounts:language"), {"language": "sv", "next": "https://elsewhere.example/"})
    assert answer.headers["location"] == "/"
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


@founded
def test_the_language_is_only_changed_by_post(client: Client) -> None:
    assert client.get(reverse("accounts:language")).status_code == 405


# What goes wrong -----------------------------------------------------------------------------------------------------


@founded
@pytest.mark.parametrize(
    ("language", "says"), [("nn", "fann ikkje"), ("nb", "fant ikke"), ("en", "We did not find the page")]
)
def test_what_is_not_there_is_said_in_words(client: Client, language: str, says: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get("/ingenting/her/")
    assert answer.status_code == 404
    assert says in shown(answer)


@founded
def test_a_form_from_elsewhere_is_refused_in_words() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("web:feedback"), {"text": "Hei"})
    assert answer.status_code == 403
    assert "Django" not in shown(answer)
    assert not Feedback.objects.exists()


@founded
@pytest.mark.parametrize(
    ("language", "says", "goes_back"),
    [("nn", "var for stort", "tilbake"), ("nb", "var for stort", "tilbake"), ("en", "was too large", "back button")],
)
def test_what_is_too_large_is_told_with_the_limit_and_what_to_do(
    language: str, says: str, goes_back: str, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000, 10
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    client = signed_in("adviser")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    files = {name: SimpleUploadedFile(f"{name}.txt", b"x") for name in ("a", "b")}
    for limit, data in (
        ("4 kB", {"text": "x" * 5_000}),
        ("10 ", {f"field{n}": "x" for n in range(12)}),
        ("1 ", files),
    ):
        answer = client.post(reverse("web:feedback"), data)
        text = shown(answer)
        assert answer.status_code == 413
        assert (says in text, limit in text, goes_back in text) == (True, True, True)
    assert not Feedback.objects.exists()
    assert client.get(reverse("web:feedback")).status_code == 200


@founded
def test_a_fault_of_ours_shows_nothing_of_the_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the inside")

    monkeypatch.setattr("samstyring.web.queries.front", fail)
    answer = Client(raise_request_exception=False).get("/")
    assert answer.status_code == 500
    assert "the inside" not in shown(answer)
    assert "<h1" in shown(answer)


def test_the_catalogues_of_the_house_pages_are_complete() -> None:
    for app in ("web", "accounts", "kernel"):
        for language in messages.LANGUAGES:
            assert messages.problems(app, language) == []
