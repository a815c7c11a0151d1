"""What follows a try to send an e-mail: a pure question."""

from ..models import Delivery

PAUSES = (2, 5, 15, 60, 240, 720)
"""Minutes between the tries; after the last one it is given up."""


def after(outcome: str, tries: int) -> tuple[Delivery.State, int | None]:
    """Return the state after a try ("sent", "refused", "temporary"), and in how many minutes to try again, if at all."""
    if outcome == "sent":
        return Delivery.State.SENT, None
    if outcome == "temporary" and tries <= len(PAUSES):
        return Delivery.State.RETRY, PAUSES[tries - 1]
    return Delivery.State.FAILED, None
