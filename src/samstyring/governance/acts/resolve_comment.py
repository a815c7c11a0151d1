"""Resolve a thread of comments on a case paper."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.comments import add_comment
from ..errors import ThreadResolved
from ..models import CaseComment
from ..queries.comments import thread_is_open


@acts.act(
    says=gettext_lazy("%(who)s resolved a comment on the paper of the case %(reference)s"),
    scope=lambda **arguments: [f"body:{arguments['thread'].case.body_id}"],
)
def resolve_comment(*, thread: CaseComment, text: str = "", by: Actor, at: datetime) -> CaseComment:
    """Say that what a thread asked is done, with a few words if wished. Raises ThreadResolved when it is so already."""
    if not thread_is_open(thread):
        raise ThreadResolved
    entry = add_comment(case=thread.case, text=text.strip(), thread=thread, kind=CaseComment.Kind.RESOLVED, at=at)
    acts.record(thread.case, reference=thread.case.reference)
    return entry
