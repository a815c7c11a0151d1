"""Reply to a comment on an amendment."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..models import AmendmentComment, CommentReply


@acts.act(says=gettext_lazy("%(who)s replied to %(party)s on amendment %(number)s of the agreement"))
def reply_to_comment(*, comment: AmendmentComment, text: str, by: Actor, at: datetime) -> CommentReply:
    """Say what becomes of a comment: taken into the text, or why not. Raises InvalidInput."""
    if not text.strip():
        raise InvalidInput({"text": _("Write the reply.")})
    reply = CommentReply.objects.create(comment=comment, text=text.strip(), replied_by=by.name, at=at)
    acts.record(comment.amendment, comment, reply, party=comment.organisation.name, number=comment.amendment.number)
    return reply
