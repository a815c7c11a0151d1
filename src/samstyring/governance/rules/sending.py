"""What to do when an e-mail does not get through: a pure question on the error."""

import smtplib
from dataclasses import dataclass

from ..models import Delivery

PAUSES = (2, 5, 15, 60, 240, 720)
"""Minutes between the tries; after the last one it is given up."""


@dataclass(frozen=True)
class Outcome:
    """How a failed try ends: the state, the server's answer without addresses, and when to try again (minutes)."""

    state: Delivery.State
    answer: str
    again_in: int | None = None


def after_failure(error: Exception, tries: int) -> Outcome:
    """Tell what follows a failed try: temporary faults are tried again with growing pauses, lasting ones are not."""
    answer = _answer(error)
    if _is_temporary(error) and tries <= len(PAUSES):
        return Outcome(Delivery.State.RETRY, answer, PAUSES[tries - 1])
    return Outcome(Delivery.State.FAILED, answer)


def _is_temporary(error: Exception) -> bool:
    code = _code(error)
    if code is not None:
        return 400 <= code < 500
    return isinstance(error, OSError | smtplib.SMTPServerDisconnected)


def _code(error: Exception) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _text in error.recipients.values()), default=None)
    if isinstance(error, smtplib.SMTPResponseException):
        return int(error.smtp_code)
    return None


def _answer(error: Exception) -> str:
    """Return what the server said, or the kind of fault: never an address."""
    code = _code(error)
    if code is None:
        return type(error).__name__
    text = getattr(error, "smtp_error", b"")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        text = next((text for _code_, text in error.recipients.values()), b"")
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    plain = " ".join(word for word in words.split() if "@" not in word)
    return f"{code} {plain}"[:300]
