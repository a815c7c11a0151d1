"""What was sent, where mail stays in a folder."""

from dataclasses import dataclass

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.records import mail
from samstyring.records.mail import SentAttachment, SentMessage


@dataclass(frozen=True)
class Outbox:
    """The messages, the newest first, and the one that is open."""

    messages: list[SentMessage]
    shown: SentMessage | None


def may_read_outbox(actor: Actor) -> bool:
    """Tell whether the actor reads what was sent: the secretariat."""
    return actor.has_role("secretariat", "secretariat_leader")


def outbox(by: Actor, chosen: str | None) -> Outbox:
    """Return the messages that lie in the mail folder. Raises NotThere."""
    if not may_read_outbox(by):
        raise NotThere
    messages = mail.read_outbox()
    return Outbox(messages, next((message for message in messages if message.key == chosen), None))


def attachment(by: Actor, key: str, number: int) -> tuple[SentAttachment, bytes]:
    """Return the attachment of a message by its place from 0, with its content. Raises NotThere."""
    found = mail.attachment(key, number) if may_read_outbox(by) else None
    if found is None:
        raise NotThere
    return found
