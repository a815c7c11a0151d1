"""What readers said does not work."""

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere

from ..models import Feedback

SHOWN = 200


def may_read_feedback(actor: Actor) -> bool:
    """Tell whether the actor reads what readers said: the secretariat."""
    return actor.has_role("secretariat", "secretariat_leader")


def feedback(by: Actor) -> list[Feedback]:
    """Return what readers said, the newest first. Raises NotThere."""
    if not may_read_feedback(by):
        raise NotThere
    return list(Feedback.objects.order_by("-sent_at")[:SHOWN])
