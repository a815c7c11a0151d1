"""Writing a letter, sending it, trying again, and reminding: what the jobs of several apps share.

A job can be carried out again at any time: a letter that got through is left alone.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from django.utils import timezone

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.parties.models import Person

from . import bounces, mail
from .asking import PostedLetter, RemindedLetter

logger = logging.getLogger(__name__)

GRACE = timedelta(days=30)
"""How long after the deadline a link still takes an answer: one that comes late is better than none."""
PAUSES = (2, 5, 15, 60, 240, 720)
"""Minutes to wait before each further try of a letter that could not be sent now; after the last one it is given up."""
REMIND_DAYS = 2
"""How many days before the deadline those who are silent are reminded, where no rule says another number."""

Again = Callable[[datetime], Any]
"""Queues another try of a letter that cannot be sent now."""


class Sender(Protocol):
    """Whom letters are from: the co-operation, with the mailbox that answers go to."""

    name: str
    secretariat_mailbox: str


def expires_at(answer_by: date, today: date, grace: timedelta = GRACE) -> datetime:
    """Return until when a link takes an answer. A link lives by the machine's clock, the deadline by the house's."""
    return timezone.now() + max(answer_by - today, timedelta(0)) + grace


def remind_at(answer_by: date, now: datetime, days: int = REMIND_DAYS) -> datetime | None:
    """Return when to remind those who are silent: in the morning so many days before, None when that is past."""
    when = datetime.combine(answer_by - timedelta(days=days), time(9), tzinfo=clock.OSLO)
    return when if when > now else None


def write(
    letter: PostedLetter,
    person: Person,
    sender: Sender,
    *,
    subject: str,
    text: str,
    reminder: bool = False,
    automatic: bool = False,
) -> mail.Letter:
    """Return a letter to a person, in their language, answered to the secretariat. A reminder follows the first letter."""
    return mail.Letter(
        to=(person.name, person.email),
        subject=subject,
        text=text,
        language=person.language,
        sender_name=sender.name,
        reply_to=sender.secretariat_mailbox,
        message_id="" if reminder else letter.message_id,
        answers=letter.message_id if reminder else "",
        automatic=reminder or automatic,
    )


def carry_out(letter: PostedLetter | None, written: Callable[[], mail.Letter], again: Again) -> str:
    """Send a letter that waits, and note how it went. `written` raises NotThere where nothing is asked any more."""
    if letter is None or letter.state != PostedLetter.State.QUEUED:
        return "nothing to do"
    try:
        outgoing = written()
    except NotThere:
        return "nothing to ask any more"
    return post(letter, outgoing, again)


def remind(letter: RemindedLetter | None, written: Callable[[], mail.Letter | None], again: Again) -> str:
    """Remind one who was asked, once, where the letter got through. `written` gives None where all is answered."""
    if letter is None or letter.reminded_at is not None or letter.state != PostedLetter.State.SENT:
        return "nothing to do"
    try:
        outgoing = written()
    except NotThere:
        return "nothing to ask any more"
    if outgoing is None:
        return "answered"
    outcome = mail.send(outgoing)
    pause = pause_after(outcome, letter.tries)
    if outcome.state == "sent":
        letter.reminded_at = clock.now()
    letter.tries += 1
    letter.save(update_fields=["reminded_at", "tries"])
    if pause is not None:
        again(timezone.now() + pause)
    return str(outcome.state)


def pause_after(outcome: mail.Outcome, tries: int) -> timedelta | None:
    """Return how long to wait before another try, or None when the letter is sent, turned away, or given up."""
    if outcome.state != "temporary" or tries > len(PAUSES):
        return None
    return timedelta(minutes=PAUSES[tries - 1])


def said(outcome: mail.Outcome) -> str:
    """Return what the mail server said, to be kept beside the letter."""
    return " ".join(part for part in (str(outcome.code or ""), outcome.answer) if part)[:300]


def post(letter: PostedLetter, written: mail.Letter, again: Again) -> str:
    """Send a letter and note how it went; `again(when)` queues another try of what cannot be sent now."""
    outcome = mail.send(written)
    letter.tries += 1
    letter.answer = said(outcome)
    pause = pause_after(outcome, letter.tries)
    if outcome.state == "sent":
        letter.state, letter.sent_at = PostedLetter.State.SENT, clock.now()
    else:
        logger.warning("letter %s: %s, try %s", letter.pk, outcome.state, letter.tries)
        if pause is None:
            letter.state = PostedLetter.State.REFUSED
            bounces.turned_away(letter, written.to[1], letter.answer)
    letter.save(update_fields=["state", "tries", "answer", "sent_at"])
    if pause is not None:
        again(timezone.now() + pause)
    return str(letter.state)
