"""Letters: what the recipient gets, and what we learn of how it went. By a real mail server on this machine."""

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from django.core import mail as django_mail
from django.core.mail import get_connection

from samstyring.records import mail
from samstyring.records.calendar import Attendee, invitation
from samstyring.records.mail import Letter, MailFile, build, outcome_of, send
from tests.support.mail import listening

TEXT = """Hei!

Du er kalla inn til møte i styringsgruppa fredag 9. desember 2022 kl. 09.00.

- SG 21/22 Godkjenning av saklista
- SG 22/22 <Referat> & anna

Papira: https://samstyring.example.no/mote/4?a=1&b=2
Sekretariatet"""

ICS = invitation(
    uid="4@samstyring.example.no",
    sequence=1,
    method="REQUEST",
    summary="Styringsgruppa",
    starts=datetime(2022, 12, 9, 8, tzinfo=UTC),
    ends=datetime(2022, 12, 9, 10, tzinfo=UTC),
    organizer=("Sekretariatet", "post@digivestland.example.no"),
    attendees=[Attendee("Olav Æsøy", "olav@alver.example.no")],
    stamp=datetime(2022, 11, 25, 12, tzinfo=UTC),
    description="Ei lang linje som må brytast fordi ho er lengre enn 75 teikn, med æ, ø og å i seg.",
)


def letter(**changes) -> Letter:
    values = {
        "to": ("Olav Æsøy", "olav@alver.example.no"),
        "subject": "Innkalling til møte 4/22 – styringsgruppa",
        "text": TEXT,
        "sender_name": "Digi Vestland",
        "reply_to": "post@digivestland.example.no",
    }
    return Letter(**(values | changes))


def connection_to(server):
    return get_connection("django.core.mail.backends.smtp.EmailBackend", host=server.host, port=server.port)


def delivered(sent: Letter):
    with listening() as server:
        outcome = send(sent, connection_to(server))
        assert outcome.state == "sent"
        (message,) = server.messages
        assert server.recipients == [["olav@alver.example.no"]]
    return outcome, message


def parsed(sent: Letter):
    return message_from_bytes(build(sent).message().as_bytes(), policy=policy.default)


def test_a_letter_comes_through_as_it_was_written():
    outcome, message = delivered(letter(message_id="<0184@samstyring.example.no>"))

    assert outcome.message_id == "<0184@samstyring.example.no>" == message["Message-ID"]
    assert message["To"] == "Olav Æsøy <olav@alver.example.no>"
    assert message["From"].addresses[0].display_name == "Digi Vestland"
    assert message["Reply-To"] == "post@digivestland.example.no"
    assert message["Subject"] == "Innkalling til møte 4/22 – styringsgruppa"
    assert message["Content-Language"] == "nn"
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n").strip() == TEXT


def test_the_html_says_the_same_in_headings_lists_and_links():
    html = parsed(letter()).get_body(("html",)).get_content()
    assert '<html lang="nn">' in html
    assert "<li>SG 22/22 &lt;Referat&gt; &amp; anna</li>" in html
    assert 'href="https://samstyring.example.no/mote/4?a=1&amp;b=2"' in html
    assert "<br>Sekretariatet</p>" in html
    assert "style=" not in html


def test_papers_and_invitation_go_with_it():
    pdf = MailFile("Innkalling – møte 4.pdf", b"%PDF-1.7 ".ljust(500, b"\xe6"))
    _, message = delivered(letter(invitation=ICS, method="REQUEST", files=[pdf]))

    parts = list(message.walk())
    assert [part.get_content_type() for part in parts] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/pdf",
        "application/ics",
    ]
    calendar = parts[4]
    assert calendar["Content-Type"].params == {"charset": "utf-8", "method": "REQUEST"}
    assert calendar.get_payload(decode=True).replace(b"\r\n", b"\n") == ICS.replace(b"\r\n", b"\n")
    attached = list(message.iter_attachments())
    assert [part.get_filename() for part in attached] == ["Innkalling – møte 4.pdf", "innkalling.ics"]
    assert attached[0].get_payload(decode=True) == pdf.content
    assert attached[1].get_payload(decode=True) == ICS


def test_a_cancellation_says_so_in_the_part_that_calendars_read():
    (calendar,) = [
        part
        for part in parsed(letter(invitation=ICS, method="CANCEL")).walk()
        if part.get_content_type() == "text/calendar"
    ]
    assert calendar.get_param("method") == "CANCEL"


def test_only_what_no_person_sent_is_called_automatic():
    assert parsed(letter())["Auto-Submitted"] is None
    assert parsed(letter(automatic=True))["Auto-Submitted"] == "auto-generated"


def test_letters_about_one_thing_hang_together():
    message = parsed(letter(answers="<1@example.no>", list_id="styringsgruppa.digi-vestland.example.no"))
    assert message["In-Reply-To"] == message["References"] == "<1@example.no>"
    assert message["List-Id"] == "<styringsgruppa.digi-vestland.example.no>"


@pytest.mark.parametrize("evil", ["\r\nBcc: ukjend@example.com", "\nX-Evil: 1\n\nbody", "\u2028Bcc: x@example.com"])
def test_no_text_becomes_a_header(evil):
    message = parsed(
        letter(
            to=("Olav" + evil, "olav@alver.example.no"),
            subject="Møte" + evil,
            sender_name="Digi" + evil,
            list_id="sg" + evil,
            files=[MailFile("papir.pdf" + evil, b"x")],
        )
    )
    assert message["Bcc"] is None
    assert message["X-Evil"] is None
    assert [address.addr_spec for address in message["To"].addresses] == ["olav@alver.example.no"]


@pytest.mark.parametrize(
    "address", ["", "ikkje ei adresse", "a@b@c.no", "olav@alver.example.no\r\nBcc: x@y.no", "a@y.no, b@y.no"]
)
def test_what_is_no_address_is_refused_before_any_server(address):
    outcome = send(letter(to=("Olav", address)), get_connection("django.core.mail.backends.smtp.EmailBackend", port=1))
    assert outcome.state == "refused"
    assert outcome.code is None


def test_a_recipient_who_does_not_exist_is_refused():
    with listening() as server:
        server.refuse.add("olav@alver.example.no")
        outcome = send(letter(), connection_to(server))
        assert server.messages == []
    assert (outcome.state, outcome.code) == ("refused", 550)
    assert "No such user" in outcome.answer


def test_the_answer_kept_names_no_address():
    error = smtplib.SMTPRecipientsRefused({"a@b.no": (550, b"5.1.1 <a@b.no>: unknown\r\nhere")})
    assert outcome_of(error).answer == "5.1.1 unknown here"


@contextmanager
def answering(address_answer: str) -> Iterator[object]:
    with listening() as server:

        async def handle_rcpt(smtp, session, envelope, address, options):
            return address_answer

        server.handle_RCPT = handle_rcpt
        yield server


def test_a_full_mailbox_is_for_later():
    with answering("451 4.2.2 Try later") as server:
        outcome = send(letter(), connection_to(server))
    assert (outcome.state, outcome.code, outcome.answer) == ("temporary", 451, "4.2.2 Try later")


def test_a_server_that_is_not_there_is_for_later():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    outcome = send(letter(), get_connection("django.core.mail.backends.smtp.EmailBackend", host="127.0.0.1", port=port))
    assert (outcome.state, outcome.code, outcome.answer) == ("temporary", None, "ConnectionRefusedError")


def test_a_wrong_password_is_our_own_fault_not_the_recipients():
    assert outcome_of(smtplib.SMTPAuthenticationError(535, b"bad credentials")).state == "temporary"
    assert outcome_of(smtplib.SMTPDataError(554, b"refused as spam")).state == "refused"
    assert outcome_of(smtplib.SMTPServerDisconnected("gone")).state == "temporary"


def test_without_a_mail_server_what_was_sent_can_be_read(settings, tmp_path, monkeypatch):
    settings.EMAIL_BACKEND = "samstyring.records.outbox.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    days = iter(datetime(2022, 11, day, 12, tzinfo=UTC) for day in (25, 26, 27))
    monkeypatch.setattr("samstyring.records.outbox.clock.now", lambda: next(days))
    assert mail.read_outbox() == []

    first = send(letter(invitation=ICS, files=[MailFile("papir.pdf", b"%PDF" * 10)]))
    send(letter(to=("Mottakar", "mottakar@stad.example.no"), subject="Ettersending"))
    send(letter(subject="Påminning"))

    newest, second, oldest = mail.read_outbox()
    assert newest.subject == "Påminning"
    assert second.to == "Mottakar <mottakar@stad.example.no>"
    assert oldest.message_id == first.message_id
    assert oldest.sent_at == datetime(2022, 11, 25, 12, tzinfo=UTC)
    assert oldest.text.strip().startswith("Hei!")
    assert [(str(file), file.size) for file in oldest.attachments] == [("papir.pdf", 40), ("innkalling.ics", len(ICS))]
    assert [message.subject for message in mail.read_outbox(limit=1)] == ["Påminning"]
    assert [message.subject for message in mail.read_outbox(to="mottakar@stad.example.no")] == ["Ettersending"]
    assert mail.attachment(oldest.key, 0)[1] == b"%PDF" * 10
    assert mail.attachment(oldest.key, 9) is None
    assert mail.attachment("../../etc/passwd", 0) is None
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "mail").iterdir())


def test_the_configured_way_to_send_is_used(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    django_mail.outbox = []
    assert send(letter()).state == "sent"
    assert "olav@alver.example.no" in django_mail.outbox[0].to[0]
