"""What was sent, where mail stays in a folder."""

from dataclasses import dataclass

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.records import mail
from samstyring.records.mail import SentAttachment, SentMessage


@dataclass(frozen=True)
class Outbox:
    """A page of messages, the newest first, with what the next page begins before; or the one that is open."""

    messages: list[SentMessage]
    shown: SentMessage | None = None
    before: str = ""


def may_read_outbox(actor: Actor) -> bool:
    """Tell whether the actor reads what was sent: the secretariat."""
    return actor.has_role("secretariat", "secretariat_leader")


def outbox(by: Actor, chosen: str = "", before: str = "") -> Outbox:
    """Return the message that is chosen, or a page of those that lie in the mail folder. Raises NotThere.

    No more files are read than are shown: ten years of mail make a large folder.
    """
    if not may_read_outbox(by):
        raise NotThere
    if chosen and (shown := mail.read_message(chosen)) is not None:
        return Outbox([], shown)
    messages = mail.read_outbox(limit=mail.SHOWN + 1, before=before)
    page = messages[: mail.SHOWN]
    return Outbox(page, before=page[-1].key if len(messages) > len(page) else "")


def attachment(by: Actor, key: str, number: int) -> tuple[SentAttachment, bytes]:
    """Return the attachment of a message by its place from 0, with its content. Raises NotThere."""
    found = mail.attachment(key, number) if may_read_outbox(by) else None
    if found is None:
        raise NotThere
    return found
