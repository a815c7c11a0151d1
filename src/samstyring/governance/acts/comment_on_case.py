"""Comment on a case paper, to those who prepare the case."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.comments import add_comment
from ..errors import CaseSettled, ThreadResolved
from ..models import Case, CaseComment
from ..queries.comments import thread_is_open
from ..rules.cases import SETTLED


@acts.act(
    says=gettext_lazy("%(who)s commented on the paper of the case %(reference)s"),
    scope=lambda **arguments: [f"body:{arguments['case'].body_id}"],
)
def comment_on_case(
    *, case: Case, text: str, quote: str = "", thread: CaseComment | None = None, by: Actor, at: datetime
) -> CaseComment:
    """Say something of a case paper, of a passage if it is quoted, or reply in a thread. The paper stays as it is.

    It is internal: in no paper that is sent, and read by the secretariat and the case officer alone. Raises
    InvalidInput without words, ThreadResolved for a reply in a thread that is resolved, CaseSettled.
    """
    if case.state in SETTLED:
        raise CaseSettled
    if not text.strip():
        raise InvalidInput({"text": gettext_lazy("Write the comment.")})
    if thread is not None and not thread_is_open(thread):
        raise ThreadResolved
    comment = add_comment(
        case=case, text=text.strip(), quote="" if thread else " ".join(quote.split())[:500], thread=thread, at=at
    )
    acts.record(case, reference=case.reference)
    return comment
