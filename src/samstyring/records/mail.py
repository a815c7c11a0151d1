"""Letters by e-mail: one message to one recipient, and how it went.

A message is plain text with the same as simple HTML beside it; an invitation lies in it both as the part that calendars
act on and as a file. Nothing here decides whether to try again: the job that sends does, from the outcome.
"""

import re
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from email.mime.base import MIMEBase
from email.mime.text import MIMEText
from email.utils import formataddr, make_msgid, parseaddr
from typing import Literal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import SafeMIMEMultipart
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from .outbox import SHOWN, SentAttachment, SentMessage, attachment, read_message, read_outbox

__all__ = [
    "SHOWN",
    "Letter",
    "MailFile",
    "Outcome",
    "SentAttachment",
    "SentMessage",
    "attachment",
    "build",
    "new_message_id",
    "outcome_of",
    "read_message",
    "read_outbox",
    "send",
]

State = Literal["sent", "refused", "temporary"]
LONGEST_SUBJECT = 200
LONGEST_ANSWER = 300


@dataclass(frozen=True)
class MailFile:
    """A file that goes with a letter."""

    name: str
    content: bytes
    content_type: str = "application/pdf"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter to one person.

    `text` is plain: an empty line begins a paragraph, lines that begin with "- " are a list, web addresses become
    links. `invitation` is an .ics file with the `method` in it (see `calendar`). `message_id` is fixed by who sends, so
    that a letter sent twice by accident is one letter to the recipient's mail program. `automatic` says that no person
    sent it: no out-of-office answer comes back.
    """

    to: tuple[str, str]
    """Name and e-mail address."""
    subject: str
    text: str
    language: str = "nn"
    sender_name: str = ""
    reply_to: str = ""
    """The secretariat's mailbox."""
    message_id: str = ""
    answers: str = ""
    """The Message-ID of an earlier letter that this belongs to, so that mail programs show them together."""
    invitation: bytes | None = None
    method: str = "REQUEST"
    files: Sequence[MailFile] = ()
    automatic: bool = False
    list_id: str = ""
    """For letters to a body: "styringsgruppa.digi-vestland.example.no", so that mail programs can sort them."""


@dataclass(frozen=True)
class Outcome:
    """How a try went: handed over, turned away for good, or not now. `answer` is the server's, without addresses."""

    state: State
    message_id: str
    code: int | None = None
    answer: str = ""


def new_message_id() -> str:
    """Return a Message-ID of ours, to be stored before the letter is sent."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return make_msgid(domain=domain or "localhost")


def send(letter: Letter, connection: BaseEmailBackend | None = None) -> Outcome:
    """Hand a letter over to the mail server and say how it went. Never raises for what a server or a network does."""
    message_id = letter.message_id or new_message_id()
    try:
        validate_email(letter.to[1])
        message = build(letter, message_id=message_id)
    except (ValidationError, UnicodeError):
        return Outcome("refused", message_id, None, "not an e-mail address")
    message.connection = connection or get_connection()
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as error:
        return outcome_of(error, message_id)
    return Outcome("sent", message_id)


def build(letter: Letter, *, message_id: str = "") -> EmailMultiAlternatives:
    """Return a letter as a message. Names and subjects are made one line: no header can be slipped in by a text."""
    headers = {"Message-ID": message_id or letter.message_id or new_message_id(), "Content-Language": letter.language}
    if letter.automatic:
        headers |= {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply"}
    if letter.answers:
        headers |= {"In-Reply-To": letter.answers, "References": letter.answers}
    if letter.list_id:
        headers["List-Id"] = f"<{one_line(letter.list_id)}>"
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    message = _Message(
        subject=one_line(letter.subject)[:LONGEST_SUBJECT],
        body=letter.text,
        from_email=formataddr((one_line(letter.sender_name) or name, address)),
        to=[formataddr((one_line(letter.to[0]), letter.to[1]))],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers=headers,
    )
    message.attach_alternative(_html(letter), "text/html")
    for file in letter.files:
        message.attach(one_line(file.name), file.content, file.content_type)
    if letter.invitation is not None:
        message.invitation, message.method = letter.invitation, letter.method
        with override(letter.language):
            name = _("invitation.ics")
        message.attach(name, letter.invitation, "application/ics")
    return message


class _Message(EmailMultiAlternatives):
    """A message whose last alternative is an invitation with its method, as calendars ask for (RFC 6047)."""

    invitation: bytes | None = None
    method = "REQUEST"

    def _create_alternatives(self, msg: SafeMIMEMultipart) -> SafeMIMEMultipart:
        made: SafeMIMEMultipart = super()._create_alternatives(msg)  # type: ignore[misc]
        if self.invitation is not None:
            part: MIMEBase = MIMEText(self.invitation.decode(), "calendar", "utf-8")
            part.set_param("method", self.method)
            made.attach(part)
        return made


def one_line(text: str) -> str:
    """Return a text as one line, without control characters."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f\u2028\u2029]", " ", text).split())


def outcome_of(error: Exception, message_id: str = "") -> Outcome:
    """Tell from a fault whether the recipient was turned away, or it is worth another try."""
    code, answer = _reply(error)
    if code is None:
        return Outcome("temporary", message_id, None, answer)
    # That the server will not have us (sign-in, greeting) is our own set-up, and no fault of the recipient's.
    ours = isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPConnectError | smtplib.SMTPHeloError)
    state: State = "refused" if code >= 500 and not ours else "temporary"
    return Outcome(state, message_id, code, answer)


def _reply(error: Exception) -> tuple[int | None, str]:
    """Return the server's code and words, without the addresses that it may repeat."""
    said: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()), (550, b""))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        return None, type(error).__name__
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    plain = " ".join(word for word in one_line(text).split() if "@" not in word)
    return code, plain[:LONGEST_ANSWER]


def _html(letter: Letter) -> str:
    with override(letter.language):
        return render_to_string(
            "records/letter.html",
            {"letter": letter, "blocks": _blocks(letter.text), "subject": one_line(letter.subject)},
        )


def _blocks(text: str) -> list[tuple[str, list[str]]]:
    """Part plain text into paragraphs and lists, each with its lines."""
    blocks: list[tuple[str, list[str]]] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        for line in part.split("\n"):
            kind = "list" if line.startswith("- ") else "paragraph"
            words = line.removeprefix("- ")
            if blocks and blocks[-1][0] == kind and blocks[-1][1]:
                blocks[-1][1].append(words)
            else:
                blocks.append((kind, [words]))
        blocks.append(("", []))
    return [block for block in blocks if block[1]]
