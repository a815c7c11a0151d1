"""E-mail that does not arrive is seen by the secretariat, until the address is corrected (SE-4d)."""

from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.charter import acts as charter
from samstyring.charter import queries, reminder_letters
from samstyring.charter.models import ReminderLetter
from samstyring.kernel import clock
from samstyring.kernel.models import JournalEntry
from samstyring.parties import acts as parties
from samstyring.records import acts, bounces
from samstyring.records.errors import NotReturned, ReturnedFromNobodyHere
from samstyring.records.models import Bounce
from samstyring.records.returned import read_returned
from samstyring.records.uploads import Upload
from samstyring.ui.worklist import waiting_for
from tests.founding import actor, person, user
from tests.governance import steps
from tests.governance.steps import do
from tests.support.mail import SmtpServer

REPORT = """Reporting-MTA: dns; mx.example.no

Original-Recipient: rfc822;{to}
Final-Recipient: rfc822; forwarded@elsewhere.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <{to}> User unknown
"""


def returned(to: str, action: str = "failed", message_id: str = "") -> bytes:
    """Return a message that came back, as a mail server writes it (RFC 3464)."""
    whole = MIMEMultipart("report", report_type="delivery-status")
    whole["From"], whole["Subject"] = "MAILER-DAEMON@example.no", "Undelivered Mail Returned to Sender"
    whole.attach(MIMEText("I could not deliver it."))
    raw = whole.as_bytes().rstrip()
    boundary = whole.get_boundary() or ""
    report = f"\n--{boundary}\nContent-Type: message/delivery-status\n\n{REPORT.format(to=to, action=action)}\n"
    named = f"Message-ID: {message_id}\n" if message_id else ""
    letter = (
        f"--{boundary}\nContent-Type: message/rfc822\n\nTo: {to}\nSubject: Innkalling\n{named}\nHei\n--{boundary}--\n"
    )
    return raw.removesuffix(f"--{boundary}--".encode()).rstrip() + (report + letter).encode()


def came_back(to: str, action: str = "failed", message_id: str = "") -> Upload:
    return Upload("retur.eml", returned(to, action, message_id))


def on_the_list(who: str = "adviser") -> list[str]:
    return [row.heading for row in waiting_for(actor(who), clock.today()) if row.key.startswith("records.bounce")]


@pytest.mark.clause("SE-4d")
def test_a_message_that_came_back_is_seen_until_the_address_is_corrected(founded: None, client: Client) -> None:
    client.force_login(user("adviser"))
    address = reverse("records:bounces")
    assert "Ingen e-post har komme i retur" in client.get(address).content.decode()
    file = SimpleUploadedFile("retur.eml", returned("contact@example.no"), "message/rfc822")
    assert client.post(address, {"file": file}).status_code == 302
    page = client.get(address).content.decode()
    assert "User unknown" in page
    assert "Innkalling" in page
    assert len(on_the_list()) == 1
    assert on_the_list("alver") == []
    fedje = person("contact").organisation
    assert fedje is not None
    assert "E-post kjem ikkje fram" in client.get(fedje.get_absolute_url()).content.decode()
    entry = JournalEntry.objects.order_by("-position").first()
    assert entry is not None
    assert "@" not in entry.body
    again = do(acts.register_bounce, upload=came_back("CONTACT@example.no"))
    assert [row.times for row in again] == [2]
    parties.edit_person(
        person=person("contact"),
        name="Kontaktperson, Fedje",
        email="ny@example.no",
        language="nn",
        by=actor("adviser"),
        at=clock.now(),
    )
    assert on_the_list() == []
    outsider = Client()
    outsider.force_login(user("alver"))
    assert outsider.get(address).status_code == 403
    assert "E-post kjem ikkje fram" not in outsider.get(fedje.get_absolute_url()).content.decode()


def test_what_is_no_such_message_is_refused_with_words(founded: None, client: Client) -> None:
    with pytest.raises(NotReturned):
        do(acts.register_bounce, upload=came_back("contact@example.no", action="delayed"))
    with pytest.raises(NotReturned):
        do(acts.register_bounce, upload=steps.LETTER)
    with pytest.raises(ReturnedFromNobodyHere):
        do(acts.register_bounce, upload=came_back("stranger@example.no"))
    client.force_login(user("adviser"))
    file = SimpleUploadedFile("retur.eml", b"Subject: Hei\n\nHei", "message/rfc822")
    answer = client.post(reverse("records:bounces"), {"file": file})
    assert answer.status_code == 422
    assert Bounce.objects.count() == 0


@pytest.mark.clause("SE-4d")
def test_what_a_mail_server_turns_away_stands_there_by_itself_and_can_be_settled(
    founded: None, client: Client, smtp_server: SmtpServer, settings: Any
) -> None:
    duty = queries.conformance().duties[0]
    nudge = queries.Nudge(duty, clock.today(), person("leader"))
    do(charter.send_reminders, "secretariat_leader", nudges=[nudge])
    letter = ReminderLetter.objects.get(person=person("leader"))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = smtp_server.host, smtp_server.port
    smtp_server.refuse.add(person("leader").email)
    assert reminder_letters.send_reminder_letter.call(str(letter.pk)) == "refused"
    [bounce] = bounces.open_bounces()
    assert (bounce.person, bounce.status, bounce.why) == (person("leader"), "550", "No such user here")
    client.force_login(user("secretariat_leader"))
    address = reverse("records:settle_bounce", args=[bounce.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 302
    assert bounces.open_bounces() == []
    assert client.get(address).status_code == 404


def test_older_servers_name_the_recipients_in_a_header() -> None:
    message = EmailMessage()
    message["X-Failed-Recipients"] = "a@example.no, B <b@example.no>"
    assert [each.address for each in read_returned(message.as_bytes())] == ["a@example.no", "b@example.no"]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_a_fault(content: bytes) -> None:
    head = b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n"
    for each in (content, head + content + b"\n--x--"):
        assert all(row.address for row in read_returned(each))
