"""A message that came back: whom it did not reach, and why (RFC 3464, and what older servers write). Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

LONGEST = 300
ADDRESS = re.compile(r"\S+@\S+")


@dataclass(frozen=True)
class Returned:
    """A recipient that a letter did not reach: the address, the server's code (5.1.1) and words.

    Of the letter its subject and Message-ID, and when it came back, where the message says so.
    """

    address: str
    status: str = ""
    why: str = ""
    subject: str = ""
    message_id: str = ""
    at: datetime | None = None


def read_returned(content: bytes) -> Sequence[Returned]:
    """Return whom a message that came back says it did not reach; nobody where it is no such message, or only a delay."""
    message = message_from_bytes(content, policy=policy.default)
    headers = _headers(message)
    letter: dict[str, Any] = {
        "subject": _plain(headers.get("Subject"))[:200],
        "message_id": _plain(headers.get("Message-ID"))[:200],
        "at": _sent_at(message),
    }
    found = {each.address.lower(): each for each in _reported(message, letter)}
    if not found:
        failed = str(message.get("X-Failed-Recipients", ""))
        addresses = [parseaddr(part)[1] for part in failed.split(",")]
        found = {address.lower(): Returned(address, **letter) for address in addresses if address}
    return list(found.values())


def _reported(message: Message, letter: Mapping[str, Any]) -> Iterator[Returned]:
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for group in _groups(part):
            # An address that a letter was sent on to is not one that anybody here wrote to.
            recipient = group.get("Original-Recipient") or group.get("Final-Recipient")
            status, action = _plain(group.get("Status")), _plain(group.get("Action")).lower()
            if recipient is None or not (action == "failed" or (not action and status.startswith("5"))):
                continue
            address = parseaddr(_plain(recipient).rpartition(";")[2])[1]
            why = _plain(group.get("Diagnostic-Code")).partition(";")[2] or _plain(group.get("Diagnostic-Code"))
            if address:
                yield Returned(address, status.split(" ")[0][:20], _without_addresses(why), **letter)


def _groups(part: Message) -> Sequence[Any]:
    payload = part.get_payload()
    return [group for group in payload if isinstance(group, Message)] if isinstance(payload, list) else []


def _headers(message: Message) -> Message:
    """Return the headers of the letter that came back, where the report brings them along; none otherwise."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message):
                return inner[0]
        if part.get_content_type() == "text/rfc822-headers" and isinstance(part, EmailMessage):
            return message_from_bytes(str(part.get_content()).encode(), policy=policy.default)
    return Message()


def _sent_at(message: Message) -> datetime | None:
    try:
        at = parsedate_to_datetime(_plain(message.get("Date")))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _plain(value: object) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _without_addresses(text: str) -> str:
    return " ".join(ADDRESS.sub("", text).split())[:LONGEST]
