"""What the start page gathers, each part by one query of the app that knows it."""

from typing import Any

from samstyring.charter import queries as charter
from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.models import Basis
from samstyring.records import mail
from samstyring.ui.worklist import waiting_for

from .queries import percent

SOON = 30


def is_founded() -> bool:
    """Tell whether there is a co-operation here."""
    return charter.is_founded()


def for_actor(actor: Actor) -> dict[str, Any]:
    """Return what waits for the actor, and the state of the agreement."""
    today = clock.today()
    waiting = waiting_for(actor, today)
    return {
        "waiting": waiting,
        "today": today,
        "term": term(),
    }


def front() -> dict[str, Any]:
    """Return the open front page."""
    return {"cooperation": charter.cooperation(), "term": term()}


def term() -> dict[str, Any]:
    """Return the agreement's term as a line with today on it."""
    today = clock.today()
    held = charter.term_on(today)
    if held.until is None:
        return {"held": held}
    return {"held": held, "percent": percent(held.term_from, held.until, today), "until": held.until, "today": today}


def address_of_basis(basis: Basis, actor: Actor) -> str:
    """Return the page of what a basis is, or "" where it has none of its own."""
    del basis, actor
    return ""


def outbox(actor: Actor, chosen: str | None) -> dict[str, Any]:
    """Return the messages that lie in the mail folder, the newest first, and the one chosen. Raises NotThere."""
    if not actor.has_role("secretariat", "secretariat_leader"):
        raise NotThere
    messages = mail.read_outbox()
    shown = next((message for message in messages if message.key == chosen), None)
    return {"messages_sent": messages, "shown": shown}
