"""Sending a letter, and trying again: what the jobs of several apps share."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from samstyring.kernel import clock

from . import bounces, mail
from .asking import PostedLetter

logger = logging.getLogger(__name__)

GRACE = timedelta(days=30)
"""How long after the deadline a link still takes an answer: one that comes late is better than none."""
PAUSES = (2, 5, 15, 60, 240, 720)
"""Minutes to wait before each further try of a letter that could not be sent now; after the last one it is given up."""


def expires_at(answer_by: date, today: date) -> datetime:
    """Return until when a link takes an answer. A link lives by the machine's clock, the deadline by the house's."""
    return timezone.now() + (answer_by - today) + GRACE


def pause_after(outcome: mail.Outcome, tries: int) -> timedelta | None:
    """Return how long to wait before another try, or None when the letter is sent, turned away, or given up."""
    if outcome.state != "temporary" or tries > len(PAUSES):
        return None
    return timedelta(minutes=PAUSES[tries - 1])


def said(outcome: mail.Outcome) -> str:
    """Return what the mail server said, to be kept beside the letter."""
    return " ".join(part for part in (str(outcome.code or ""), outcome.answer) if part)[:300]


def post(letter: PostedLetter, written: mail.Letter, again: Callable[[datetime], Any]) -> str:
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
            bounces.turned_away(written.to[1], letter.answer)
    letter.save(update_fields=["state", "tries", "answer", "sent_at"])
    if pause is not None:
        again(timezone.now() + pause)
    return str(letter.state)
