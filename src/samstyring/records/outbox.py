"""Mail that stays here: where no mail server is set up, what would be sent is kept in a folder and can be read."""

import os
import secrets
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as ReadMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from samstyring.kernel import clock

SHOWN = 50
"""How many messages the list shows at a time, the newest first."""
LARGEST = 60_000_000
"""Octets: a larger file is none that was written here, and is not read."""


@dataclass(frozen=True)
class SentAttachment:
    """A file that went with a message. Written as its name."""

    name: str
    content_type: str
    size: int

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class SentMessage:
    """A message as its recipient would have it."""

    key: str
    message_id: str
    sent_at: datetime
    sender: str
    to: str
    reply_to: str
    subject: str
    text: str
    attachments: tuple[SentAttachment, ...]


def folder() -> Path:
    """Return where the messages lie."""
    return Path(settings.EMAIL_FILE_PATH)


class EmailBackend(BaseEmailBackend):
    """Django's way to send, when sending is keeping: one .eml file per message, whole or not at all."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages; return how many."""
        place = folder()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            _write(place, message.message().as_bytes(linesep="\r\n"))
        return len(email_messages)


def _write(place: Path, content: bytes) -> None:
    name = f"{clock.now().astimezone(UTC):%Y%m%dT%H%M%S.%f}-{secrets.token_hex(4)}.eml"
    descriptor, temporary = tempfile.mkstemp(dir=place, suffix=".part")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(temporary).replace(place / name)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def read_outbox(*, limit: int = SHOWN, to: str = "", before: str = "") -> list[SentMessage]:
    """Return the newest messages, newest first, at most `limit`; no more files are read than that takes.

    With `to`, those to that address only; with `before`, those that lie before the message with that key.
    """
    found: list[SentMessage] = []
    for path in sorted(folder().glob("*.eml"), reverse=True):
        if len(found) >= limit:
            break
        if before and path.stem >= before:
            continue
        raw = _parsed(path)
        if raw is not None and (not to or to.lower() in str(raw["To"] or "").lower()):
            found.append(_read(path, raw))
    return found


def read_message(key: str) -> SentMessage | None:
    """Return one message; None if there is none with that key."""
    path = _path(key)
    raw = _parsed(path) if path else None
    return _read(path, raw) if path and raw is not None else None


def _path(key: str) -> Path | None:
    """Return where a message lies: one of the folder's own files, whatever is asked for."""
    return next((path for path in folder().glob("*.eml") if path.stem == key), None)


def attachment(key: str, number: int) -> tuple[SentAttachment, bytes] | None:
    """Return the attachment of a message by its place from 0, with its content; None if there is none."""
    path = _path(key)
    raw = _parsed(path) if path else None
    parts = list(raw.iter_attachments()) if raw is not None else []
    if not 0 <= number < len(parts):
        return None
    return _attachment(parts[number]), _content(parts[number])


def _parsed(path: Path) -> ReadMessage | None:
    try:
        if path.stat().st_size > LARGEST:
            return None
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
    except FileNotFoundError:
        return None
    return message if isinstance(message, ReadMessage) else None


def _read(path: Path, raw: ReadMessage) -> SentMessage:
    body = raw.get_body(("plain",))
    return SentMessage(
        key=path.stem,
        message_id=str(raw["Message-ID"] or ""),
        sent_at=_sent_at(path, raw),
        sender=str(raw["From"] or ""),
        to=str(raw["To"] or ""),
        reply_to=str(raw["Reply-To"] or ""),
        subject=str(raw["Subject"] or ""),
        text=body.get_content() if body is not None else "",
        attachments=tuple(_attachment(part) for part in raw.iter_attachments()),
    )


def _sent_at(path: Path, raw: ReadMessage) -> datetime:
    """Return the house's time of a message, which its name holds; failing that, its own date."""
    try:
        return datetime.strptime(path.stem.partition("-")[0], "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(str(raw["Date"]))
    except ValueError:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _attachment(part: ReadMessage) -> SentAttachment:
    return SentAttachment(part.get_filename() or "", part.get_content_type(), len(_content(part)))


def _content(part: ReadMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
