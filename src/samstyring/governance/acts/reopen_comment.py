"""Open a resolved thread of comments on a case paper again."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.comments import add_comment
from ..errors import CaseSettled, ThreadOpen
from ..models import CaseComment
from ..queries.comments import thread_is_open
from ..rules.cases import SETTLED


@acts.act(
    says=gettext_lazy("%(who)s opened a comment on the paper of the case %(reference)s again"),
    scope=lambda **arguments: [f"body:{arguments['thread'].case.body_id}"],
)
def reopen_comment(*, thread: CaseComment, text: str = "", by: Actor, at: datetime) -> CaseComment:
    """Say that a resolved thread still waits. Raises ThreadOpen for one that is open, CaseSettled."""
    if thread.case.state in SETTLED:
        raise CaseSettled
    if thread_is_open(thread):
        raise ThreadOpen
    entry = add_comment(case=thread.case, text=text.strip(), thread=thread, kind=CaseComment.Kind.REOPENED, at=at)
    acts.record(thread.case, reference=thread.case.reference)
    return entry
