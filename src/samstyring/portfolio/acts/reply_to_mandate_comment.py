"""Answer a comment on a draft mandate."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..models import MandateComment, MandateCommentReply


@acts.act(
    says=gettext_lazy("%(who)s answered the comment from %(party)s on a draft mandate for %(project)s"),
    scope=lambda **a: [f"project:{a['comment'].mandate.project_id}"],
)
def reply_to_mandate_comment(
    *, comment: MandateComment, outcome: str, text: str = "", by: Actor, at: datetime
) -> MandateCommentReply:
    """Say what came of a comment: that marks it as handled. What is not taken in needs words. Also after the draft is decided.

    Raises InvalidInput.
    """
    if outcome not in MandateCommentReply.Outcome.values:
        raise InvalidInput({"outcome": _("Choose what came of it.")})
    if outcome == MandateCommentReply.Outcome.NOT_TAKEN and not text.strip():
        raise InvalidInput({"text": _("Say why it is not taken in.")})
    reply: MandateCommentReply = MandateCommentReply.objects.create(
        comment=comment, outcome=outcome, text=text.strip(), replied_by=by.name, at=at
    )
    project = comment.mandate.project
    names = {"party": str(comment.organisation), "project": str(project)}
    acts.record(project, comment.mandate, comment, reply, outcome=outcome, **names)
    return reply
