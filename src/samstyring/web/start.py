"""What the start page gathers, each part by one query of the app that knows it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter import queries as charter
from samstyring.charter.rules import MARKS
from samstyring.governance.queries import decisions, meetings
from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.models import Basis
from samstyring.portfolio import queries as projects
from samstyring.records import mail
from samstyring.ui import formats
from samstyring.ui.worklist import waiting_for

from .queries import percent

LATEST = 4


def is_founded() -> bool:
    """Tell whether there is a co-operation here."""
    return charter.is_founded()


def for_actor(actor: Actor) -> dict[str, Any]:
    """Return what waits for the actor, the next meeting, the state of the agreement, and what was last decided."""
    today = clock.today()
    return {
        "waiting": waiting_for(actor, today),
        "today": today,
        "term": term(),
        "next_meeting": meetings.listed(actor)
        .filter(starts_at__gte=clock.now(), state__in=["planned", "called"])
        .first(),
        "conformance": conformance(),
        "decisions": latest(actor),
    }


def front() -> dict[str, Any]:
    """Return the open front page."""
    return {"cooperation": charter.cooperation(), "term": term()}


def conformance() -> list[tuple[str, str]]:
    """Return how many duties are in each state: (mark, words), the broken first, none left out but the empty ones."""
    words = {
        "broken": lambda n: ngettext("%(n)s not fulfilled", "%(n)s not fulfilled", n),
        "due": lambda n: ngettext("%(n)s due soon", "%(n)s due soon", n),
        "coming": lambda n: ngettext("%(n)s coming", "%(n)s coming", n),
        "fulfilled": lambda n: ngettext("%(n)s fulfilled", "%(n)s fulfilled", n),
        "not_measured": lambda n: ngettext("%(n)s not measured", "%(n)s not measured", n),
    }
    counts = charter.conformance().counts
    return [(MARKS[state], words[state](n) % {"n": n}) for state, n in counts.items() if n]


def latest(actor: Actor) -> list[dict[str, Any]]:
    """Return the decisions last made that the actor may read."""
    rows = decisions.visible_to(actor).order_by("-decided_on", "-year", "-number")[:LATEST]
    return [
        {
            "url": decisions.address_of_decision(decision),
            "label": decision.label,
            "title": decision.title,
            "words": f"{formats.day(decision.decided_on)}, {decision.get_way_display()}",
        }
        for decision in rows
    ]


def term() -> dict[str, Any]:
    """Return the agreement's term as a line with today on it, and in words for those who do not see it."""
    today = clock.today()
    held = charter.term_on(today)
    if held.until is None:
        return {"held": held}
    words = _("The agreement runs from %(start)s until %(until)s. Today is %(today)s.") % {
        "start": formats.day(held.term_from),
        "until": formats.day(held.until),
        "today": formats.day(today),
    }
    return {"held": held, "percent": percent(held.term_from, held.until, today), "until": held.until, "words": words}


def address_of_basis(basis: Basis) -> str:
    """Return the page of what a basis is, or "" where it has none of its own."""
    return decisions.address_of_basis(basis) or projects.address_of_basis(basis)


def outbox(actor: Actor, chosen: str | None) -> dict[str, Any]:
    """Return the messages that lie in the mail folder, the newest first, and the one chosen. Raises NotThere."""
    if not actor.has_role("secretariat", "secretariat_leader"):
        raise NotThere
    messages = mail.read_outbox()
    shown = next((message for message in messages if message.key == chosen), None)
    return {"messages_sent": messages, "shown": shown}
