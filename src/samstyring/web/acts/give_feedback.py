"""Tell us what does not work on a page."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..models import Feedback

LONGEST = 5000


@acts.act(says=_("Feedback was given on a page"), public=True)
def give_feedback(*, text: str, page: str = "", reply_to: str = "", by: Actor, at: datetime) -> Feedback:
    """Store a message from anyone about the pages. Raises InvalidInput if it is empty or too long."""
    if not text.strip():
        raise InvalidInput({"text": _("Write what does not work.")})
    if len(text) > LONGEST:
        raise InvalidInput({"text": _("Write at most %(longest)s characters.") % {"longest": LONGEST}})
    feedback = Feedback.objects.create(text=text.strip(), page=page[:300], reply_to=reply_to, sent_at=at)
    acts.record(feedback)
    return feedback
